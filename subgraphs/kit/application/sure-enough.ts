import { assuranceOf, isAssured, type Login } from '../../../schema/assurance.ts';
import type { Desk } from './desk.ts';

/**
 * Whether a login does for filling in a service's form: handing in a draft, answering what an official asks. The service's
 * own mutation is guarded by its `@assurance`; those for all services cannot know which service it is.
 */
export function isSureEnough(desk: Desk, serviceCode: string, login: Login): boolean {
  const field = desk.services.get(serviceCode)?.definition.field ?? '';
  const directives = desk.schema.getMutationType()?.getFields()[field]?.astNode?.directives ?? [];
  return directives
    .filter(({ name }) => name.value === 'assurance')
    .every((directive) => isAssured(assuranceOf(directive), login, desk.clock.now()));
}
