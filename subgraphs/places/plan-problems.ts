/** What is wrong with the plan of a service centre, beyond the limits of its form. Pure. */
import { areaOf } from '#kit/areas/area-map.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { BANGLADESH, countryName } from './countries.ts';
import { isInBangladesh } from './distance.ts';
import type { PlanServiceCentreInput } from './schema.generated.ts';

/** A plan as the form's check leaves it. */
export type Plan = Omit<PlanServiceCentreInput, 'idempotencyKey'>;

/** Everything that is wrong at once. @param published codes of the services that there are. */
export function planProblems(plan: Plan, published: ReadonlySet<string>): Problem[] {
  return [...placeProblems(plan), ...hoursProblems(plan), ...serviceProblems(plan, published)];
}

function placeProblems({ area, abroad, stage, ...position }: Plan): Problem[] {
  if (!area === !abroad) return [problem('area', 'AREA_OR_ABROAD')];
  const problems: Problem[] = [];
  if ((stage === 'ABROAD') !== Boolean(abroad)) problems.push(problem('stage', 'WRONG_STAGE'));
  if (area && areaOf(area)?.level === 'DIVISION') problems.push(problem('area', 'AREA_TOO_WIDE'));
  if (area && !isInBangladesh(position)) problems.push(problem('latitude', 'OUTSIDE_BANGLADESH'));
  if (abroad && (abroad.country === BANGLADESH || countryName(abroad.country) === null))
    problems.push(problem('abroad.country', 'NO_COUNTRY_ABROAD', { country: abroad.country }));
  return problems;
}

/** Hours are compared as text: `HH:MM` sorts as time does. */
function hoursProblems({ openingHours }: Plan): Problem[] {
  return openingHours.flatMap(({ day, opens, closes }, index) => {
    if (closes <= opens) return [problem(`openingHours.${index}.closes`, 'CLOSES_BEFORE_OPENING')];
    const isInOthers = openingHours
      .slice(0, index)
      .some((other) => other.day === day && opens < other.closes && other.opens < closes);
    return isInOthers ? [problem(`openingHours.${index}`, 'HOURS_OVERLAP')] : [];
  });
}

function serviceProblems({ services }: Plan, published: ReadonlySet<string>): Problem[] {
  return services.flatMap((code, index) =>
    published.has(code) ? [] : [problem(`services.${index}`, 'UNKNOWN_SERVICE', { code })],
  );
}
