import { assuranceOf, isAssured, type Login } from '../../../schema/assurance.ts';
import type { Desk } from './desk.ts';

/**
 * Whether a login does for handing in a draft. The service's own mutation is guarded by its `@assurance`; the one for drafts
 * of all services cannot know which service it is.
 */
export function isSureEnough(desk: Desk, serviceCode: string, login: Login): boolean {
  const field = desk.services.get(serviceCode)?.definition.field ?? '';
  const directives = desk.schema.getMutationType()?.getFields()[field]?.astNode?.directives ?? [];
  return directives
    .filter(({ name }) => name.value === 'assurance')
    .every((directive) => isAssured(assuranceOf(directive), login, desk.clock.now()));
}
