/** Agencies that people go by only while their licence stands: recruiting agencies, hajj agencies. */
import { Schema } from 'mongoose';
import { ok, problem } from './errors/problem.ts';
import { boolean, type Development, type Registry, registry, text } from './registry.ts';
import type { Rule } from './service.ts';

export type LicensedAgency = { licence: string; name: string; nameBn: string; isSuspended: boolean };

/** Declares a ministry's list of its agencies. */
export function licensedAgencies(name: string, development: Development<LicensedAgency>): Registry<LicensedAgency> {
  const schema = new Schema<LicensedAgency>({ licence: text, name: text, nameBn: text, isSuspended: boolean });
  schema.index({ licence: 1 }, { unique: true });
  return registry(name, schema, development);
}

type Form = { readonly agencyLicence?: string | null | undefined };

/**
 * Makes the rule that who goes by an agency goes by one of the list.
 * @param isByAgency whether the form is of somebody who goes by an agency.
 */
export function agencyIsLicensed<Input extends Form>(
  agencies: Registry<LicensedAgency>,
  isByAgency: (input: Input) => boolean,
): Rule<Input> {
  return async ({ input, registry: read }) => {
    if (!isByAgency(input)) return ok;
    if (!input.agencyLicence) return problem('agencyLicence', 'AGENCY_MISSING');
    const agency = await read(agencies).findOne({ licence: input.agencyLicence }).lean();
    if (!agency) return problem('agencyLicence', 'AGENCY_UNKNOWN');
    const { name, nameBn, isSuspended } = agency;
    return isSuspended ? problem('agencyLicence', 'AGENCY_SUSPENDED', { name, nameBn }) : ok;
  };
}
