/** Who was vaccinated, and when a course of vaccination is complete. */
import { Schema } from 'mongoose';
import { areaInWords } from '#kit/areas/area-map.ts';
import { daysBetween, daysLater } from '#kit/days.ts';
import { nationalIdKey, numberReference } from '#kit/person-number.ts';
import { registry, text } from '#kit/registry.ts';
import type { LookupService } from '#kit/service.ts';
import type {
  VaccinationCertificate,
  VaccinationCertificateInput,
  VaccinationDose,
  VaccinationProgramme,
} from './schema.generated.ts';

/** A person's doses of one programme, in the order of the days. Of a national ID its key is kept. */
export type Vaccination = VaccinationCertificateInput &
  Pick<VaccinationCertificate, 'certificateNumber' | 'holder' | 'holderBn' | 'doses'>;

const dose = new Schema<VaccinationDose>(
  { vaccine: text, givenOn: text, centre: text, centreBn: text },
  { _id: false },
);
const schema = new Schema<Vaccination>({
  certificateNumber: text,
  document: text,
  documentNumber: text,
  dateOfBirth: text,
  holder: text,
  holderBn: text,
  programme: text,
  doses: [dose],
});
schema.index({ documentNumber: 1, document: 1, programme: 1 }, { unique: true });

/** Days between the doses of a course. Source: EPI schedule of DGHS (tetanus); example (the rest). */
const COURSES: Readonly<Record<VaccinationProgramme, { vaccine: string; intervalDays: readonly number[] }>> = {
  COVID_19: { vaccine: 'Covishield', intervalDays: [28] },
  HEPATITIS_B: { vaccine: 'HepB', intervalDays: [28, 154] },
  TETANUS: { vaccine: 'Td', intervalDays: [28, 182, 365, 365] },
  TYPHOID: { vaccine: 'TCV', intervalDays: [] },
};

/** The first has both doses, and is the form's example. */
export const vaccinations = registry('vaccinations', schema, (seed) =>
  seed.rows(220, (row) => {
    const { name, nationalId, dateOfBirth } = seed.person();
    const programme = seed.pick(['COVID_19', 'HEPATITIS_B', 'TETANUS', 'TYPHOID']);
    const centre = areaInWords(seed.union());
    const { vaccine, intervalDays } = COURSES[row === 0 ? 'COVID_19' : programme];
    let givenOn = seed.day('2021-02-07', '2022-06-30');
    const doses = [0, ...intervalDays].slice(0, row === 0 ? 2 : seed.integer(1, 3)).map((days) => {
      givenOn = daysLater(givenOn, days + seed.integer(0, 10));
      return { vaccine, givenOn, centre: centre.en, centreBn: centre.bn };
    });
    const certificateNumber = `BD${1_000_000 + row}`;
    const holder = { document: 'NATIONAL_ID' as const, documentNumber: nationalId, dateOfBirth, programme };
    const example = { documentNumber: '1990123456789', dateOfBirth: '1990-05-17', programme: 'COVID_19' as const };
    return { certificateNumber, holder: name.en, holderBn: name.bn, doses, ...holder, ...(row === 0 ? example : {}) };
  }),
);

export const vaccinationCertificate: LookupService<VaccinationCertificateInput> = {
  find: async ({ input, registry: read }) => {
    const { document, programme, dateOfBirth } = input;
    const documentNumber = document === 'NATIONAL_ID' ? nationalIdKey(input.documentNumber) : input.documentNumber;
    const found = await read(vaccinations).findOne({ documentNumber, document, programme, dateOfBirth }).lean();
    return found && certificateOf(found);
  },
  whose: ({ document, documentNumber: number }) => numberReference({ [NUMBER_OF[document]]: number }),
};

const NUMBER_OF = { NATIONAL_ID: 'nationalId', BIRTH_REGISTRATION: 'birthRegistration', PASSPORT: 'passport' } as const;

/** What the certificate says. A dose that came before its interval was over does not count towards the course. */
export function certificateOf(vaccination: Vaccination): VaccinationCertificate {
  const { documentNumber: _, document, dateOfBirth, ...shown } = vaccination;
  const { intervalDays } = COURSES[shown.programme];
  const counted: string[] = [];
  for (const { givenOn } of shown.doses) {
    const last = counted.at(-1);
    if (last === undefined || daysBetween(last, givenOn) >= (intervalDays[counted.length - 1] ?? 0))
      counted.push(givenOn);
  }
  const [last, toWait] = [counted.at(-1), intervalDays[counted.length - 1]];
  const nextDoseFrom = last === undefined || toWait === undefined ? null : daysLater(last, toWait);
  return { ...shown, isComplete: counted.length > intervalDays.length, nextDoseFrom };
}
