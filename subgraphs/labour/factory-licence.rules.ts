/** What only the inspectors of factories know about a licence. All sections are of the Bangladesh Labour Act 2006. */
import { yearsLater } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import { enter } from '#kit/registry.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import { factories } from './factories.model.ts';
import type { FactoryFloorInput, FactoryLicenceInput } from './schema.generated.ts';

type Workforce = Pick<FactoryLicenceInput, 'workers'>;

const totalOf = ({ workers: { men, women, adolescents } }: Workforce) => men + women + adolescents;

/** Where five or more work it is a factory. Source: s. 2(7). */
const FACTORY_WORKERS = 5;

export const isFactory: Rule<FactoryLicenceInput> = ({ input }) =>
  totalOf(input) < FACTORY_WORKERS ? problem('workers', 'NOT_A_FACTORY', { workers: FACTORY_WORKERS }) : ok;

export const floorsHoldAllWorkers: Rule<FactoryLicenceInput> = ({ input }) => {
  const onFloors = input.floors.reduce((sum, { workers }) => sum + workers, 0);
  const total = totalOf(input);
  return onFloors === total ? ok : problem('floors', 'FLOORS_DO_NOT_ADD_UP', { onFloors, total });
};

/** Source: s. 56(2): 9.5 cubic metres a worker; no account is taken of what lies above 4.25 metres. */
const CUBIC_METRES_PER_WORKER = 9.5;
const COUNTED_HEIGHT_METRES = 4.25;

/** How many may work on a floor. */
export function roomForWorkers({
  squareMetres,
  heightMetres,
}: Pick<FactoryFloorInput, 'squareMetres' | 'heightMetres'>) {
  return Math.floor((squareMetres * Math.min(heightMetres, COUNTED_HEIGHT_METRES)) / CUBIC_METRES_PER_WORKER);
}

export const floorsAreNotCrowded: Rule<FactoryLicenceInput> = ({ input: { floors } }) => {
  const index = floors.findIndex((floor) => floor.workers > roomForWorkers(floor));
  const floor = floors[index];
  return floor ? problem(`floors.${index}.workers`, 'FLOOR_CROWDED', { room: roomForWorkers(floor) }) : ok;
};

/** Each floor has a way out and at least one alternative stair. Source: s. 62(1). */
const WAYS_OUT = 2;

export const floorsHaveWaysOut: Rule<FactoryLicenceInput> = ({ input: { floors } }) => {
  const index = floors.findIndex(({ waysOut }) => waysOut < WAYS_OUT);
  return index < 0 ? ok : problem(`floors.${index}.waysOut`, 'WAY_OUT_MISSING', { waysOut: WAYS_OUT });
};

/** From how many on: of the women for the children's room, else of all. Source: s. 90A, 94(1), 92(1) (more than 100), 89(5), 89(8). */
const NEEDED = [
  { facility: 'safetyCommittee', from: 50 },
  { facility: 'childrensRoom', from: 40 },
  { facility: 'canteen', from: 101 },
  { facility: 'sickRoom', from: 300 },
  { facility: 'welfareOfficer', from: 500 },
] as const;

/** The facilities that a factory of this size needs. */
export function neededFacilities(input: Workforce): readonly (typeof NEEDED)[number][] {
  return NEEDED.filter(
    ({ facility, from }) => (facility === 'childrensRoom' ? input.workers.women : totalOf(input)) >= from,
  );
}

export const facilitiesAreThere: Rule<FactoryLicenceInput> = ({ input }) => {
  const missing = neededFacilities(input).find(({ facility }) => !input.facilities[facility]);
  return missing ? problem(`facilities.${missing.facility}`, 'FACILITY_MISSING', { from: missing.from }) : ok;
};

/** A trade licence stands for one factory. Source: example. */
const licensed = problem('tradeLicenceNumber', 'FACTORY_LICENSED');

export const factoryIsNotLicensed: Rule<FactoryLicenceInput> = async ({ input: { tradeLicenceNumber }, registry }) =>
  (await registry(factories).exists({ tradeLicenceNumber })) ? licensed : ok;

/** Classes by workers, up to each number. Source: Labour Rules 2015, schedule 7, as legal advisers publish it; from H on: example. */
const CLASSES = [
  { upTo: 10, licenceClass: 'A', feeBdt: 500 },
  { upTo: 20, licenceClass: 'B', feeBdt: 2000 },
  { upTo: 50, licenceClass: 'C', feeBdt: 3000 },
  { upTo: 100, licenceClass: 'D', feeBdt: 5000 },
  { upTo: 200, licenceClass: 'E', feeBdt: 7000 },
  { upTo: 300, licenceClass: 'F', feeBdt: 10_000 },
  { upTo: 500, licenceClass: 'G', feeBdt: 15_000 },
] as const;
const LARGEST = { licenceClass: 'H', feeBdt: 18_000 } as const;

export function licenceClassOf(
  input: Workforce,
): Pick<(typeof CLASSES)[number] | typeof LARGEST, 'licenceClass' | 'feeBdt'> {
  return CLASSES.find(({ upTo }) => totalOf(input) <= upTo) ?? LARGEST;
}

export const factoryLicence: RecordedService<FactoryLicenceInput> = {
  rules: [
    isFactory,
    floorsHoldAllWorkers,
    floorsAreNotCrowded,
    floorsHaveWaysOut,
    facilitiesAreThere,
    factoryIsNotLicensed,
  ],
  unique: ({ input }) => ({ key: input.tradeLicenceNumber, taken: licensed }),
  amountBdt: ({ input }) => licenceClassOf(input).feeBdt,
  outcome: ({ input, today, reference }) => ({
    licenceNumber: documentNumber('DIFE', reference),
    licenceClass: licenceClassOf(input).licenceClass,
    validUntil: yearsLater(today, 1),
  }),
  granted: ({ input: { nameEn, nameBn, tradeLicenceNumber, address }, reference, registry }) => {
    const licenceNumber = documentNumber('DIFE', reference);
    return enter(registry(factories), { licenceNumber, tradeLicenceNumber, nameEn, nameBn, area: address.area });
  },
  field: 'factoryLicence',
};
