/** What only the Chief Controller of Imports and Exports knows about importers and exporters. */
import { daysBetween } from '#kit/days.ts';
import { documentNumber } from '#kit/document-number.ts';
import { ok, problem } from '#kit/errors/problem.ts';
import type { RecordedService, Rule } from '#kit/service.ts';
import type {
  ExportProduct,
  ExportRegistrationInput,
  ImportCeiling,
  ImportRegistrationInput,
} from './schema.generated.ts';
import { traders } from './traders.model.ts';

const CERTIFICATE_DAYS = 90;

/** Source: example. */
export const bankCertificateIsFresh: Rule<Pick<ImportRegistrationInput, 'bankCertificate'>> = ({ input, today }) =>
  daysBetween(input.bankCertificate.issuedOn, today) > CERTIFICATE_DAYS
    ? problem('bankCertificate.issuedOn', 'BANK_CERTIFICATE_OLD', { days: CERTIFICATE_DAYS })
    : ok;

/** A business has one certificate of each kind. Source: Importers, Exporters and Indentors (Registration) Order 1981. */
export const isNoImporter: Rule<ImportRegistrationInput> = async ({ input: { tin }, registry }) =>
  (await registry(traders).exists({ tin, ircNumber: { $type: 'string' } })) ? problem('tin', 'IRC_ALREADY_GIVEN') : ok;

/** As for importers. */
export const isNoExporter: Rule<ExportRegistrationInput> = async ({ input: { tin }, registry }) =>
  (await registry(traders).exists({ tin, ercNumber: { $type: 'string' } })) ? problem('tin', 'ERC_ALREADY_GIVEN') : ok;

/** Who imports for a factory has it registered first. Source: Import Policy Order 2021-2024 (industrial importers). */
export const industryIsRegistered: Rule<ImportRegistrationInput> = ({ input }) =>
  input.importerKind === 'INDUSTRIAL' && !input.industryRegistration
    ? problem('industryRegistration', 'INDUSTRY_REGISTRATION_MISSING')
    : ok;

/** Products whose export another authority watches over. Source: Export Policy 2024-2027; the list: example. */
const WATCHED: ReadonlySet<ExportProduct> = new Set(['GARMENTS', 'FISH', 'MEDICINE', 'FRESH_PRODUCE'] as const);

export const sectorPapersAreGiven: Rule<ExportRegistrationInput> = ({ input: { products, sectorPapers } }) => {
  const index = products.findIndex(
    (each) => WATCHED.has(each) && !sectorPapers?.some(({ product }) => product === each),
  );
  return index < 0 ? ok : problem(`products.${index}`, 'SECTOR_PAPER_MISSING');
};

/** Registration fee by import ceiling. Source: CCI&E's schedule of fees; all but the first: example. */
const IMPORT_FEE_BDT: Readonly<Record<ImportCeiling, number>> = {
  UP_TO_5_LAKH: 5000,
  UP_TO_25_LAKH: 10_000,
  UP_TO_50_LAKH: 18_000,
  UP_TO_1_CRORE: 30_000,
  UP_TO_5_CRORE: 45_000,
  ABOVE_5_CRORE: 60_000,
};

export const importRegistration: RecordedService<ImportRegistrationInput> = {
  rules: [bankCertificateIsFresh, isNoImporter, industryIsRegistered],
  amountBdt: ({ input }) => IMPORT_FEE_BDT[input.ceiling],
  unique: ({ input: { tin } }) => ({ key: tin, taken: problem('tin', 'IRC_ALREADY_GIVEN') }),
  outcome: ({ reference }) => ({ ircNumber: documentNumber('IRC', reference) }),
  field: 'importRegistration',
};

export const exportRegistration: RecordedService<ExportRegistrationInput> = {
  rules: [bankCertificateIsFresh, isNoExporter, sectorPapersAreGiven],
  unique: ({ input: { tin } }) => ({ key: tin, taken: problem('tin', 'ERC_ALREADY_GIVEN') }),
  outcome: ({ reference }) => ({ ercNumber: documentNumber('ERC', reference) }),
  field: 'exportRegistration',
};
