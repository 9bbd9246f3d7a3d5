/** What only the hospitals know about an appointment. The kit books the place. */
import { instantInDhaka } from '#kit/clock.ts';
import { isFriday } from '#kit/days.ts';
import { ok, type Problem, problem } from '#kit/errors/problem.ts';
import { nameKey } from '#kit/name-key.ts';
import type { RecordedService, Rule, RuleContext, Slot } from '#kit/service.ts';
import { hospitalDepartments, type OutdoorDepartment } from './hospital-departments.model.ts';
import type { HospitalAppointmentInput } from './schema.generated.ts';

type Context = Pick<RuleContext<HospitalAppointmentInput>, 'input' | 'registry'>;

const departmentsOf = ({ input, registry }: Context) =>
  registry(hospitalDepartments)
    .find({ names: nameKey(input.hospital) })
    .lean();

export const hospitalTakesPatients: Rule<HospitalAppointmentInput> = async (context) =>
  hospitalObjection(context.input, await departmentsOf(context));

/**
 * What a hospital has against a visit: outdoor departments are closed on Fridays, but for those with a Friday clinic.
 * Source: DGHS, outdoor hours of public hospitals; example.
 * @param departments all of the hospital.
 */
export function hospitalObjection(
  input: Pick<HospitalAppointmentInput, 'department' | 'day'>,
  departments: readonly OutdoorDepartment[],
): Problem | null {
  const [hospital] = departments;
  if (!hospital) return problem('hospital', 'HOSPITAL_UNKNOWN');
  const { hospitalName, hospitalNameBn } = hospital;
  const department = departments.find((each) => each.department === input.department);
  if (!department) return problem('department', 'DEPARTMENT_MISSING', { hospitalName, hospitalNameBn });
  return isFriday(input.day) && !department.hasFridayClinic
    ? problem('day', 'CLOSED_ON_FRIDAY', { hospitalName, hospitalNameBn })
    : ok;
}

/** The hour that is booked; without a place when the hospital has no such department. */
export function slotOf(
  { department, day, time }: Pick<HospitalAppointmentInput, 'department' | 'day' | 'time'>,
  departments: readonly Pick<OutdoorDepartment, 'hospital' | 'department' | 'patientsPerHour'>[],
): Slot {
  const found = departments.find((each) => each.department === department);
  return {
    key: `${found?.hospital}/${department}/${day}/${time}`,
    capacity: found?.patientsPerHour ?? 0,
    startsAt: instantInDhaka(day, time),
    field: 'day',
  };
}

export const hospitalAppointment: RecordedService<HospitalAppointmentInput> = {
  rules: [hospitalTakesPatients],
  slot: async (context) => slotOf(context.input, await departmentsOf(context)),
  outcome: async (context) => {
    const found = (await departmentsOf(context)).find(({ department }) => department === context.input.department);
    return {
      hospitalName: found?.hospitalName ?? null,
      hospitalNameBn: found?.hospitalNameBn ?? null,
      room: found?.room ?? null,
      ticketNumber: context.reference,
    };
  },
  field: 'hospitalAppointment',
};
