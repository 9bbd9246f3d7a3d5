/** What a look-up shows of a register's record, and the look that it is. */
import type { GraphQLResolveInfo } from 'graphql';
import type { SubgraphContext } from '../context.ts';
import { looked } from './looks.ts';
import { selectedFields } from './selected-fields.ts';

/**
 * Notes that the caller is shown somebody's record.
 * @param citizen whose it is.
 */
export function lookedUp(context: SubgraphContext, citizen: string, service: string, info: GraphQLResolveInfo): void {
  const subject = { citizen, applicationId: null, service, purpose: { code: 'LOOKED_UP', text: null } } as const;
  const fields = shownOf(info);
  if (fields.length > 0) looked(context, subject, fields);
}

/** `record.name` and its like; the answers are the whole record. That there is a record is something, too. */
function shownOf({ fieldNodes, fragments }: GraphQLResolveInfo): string[] {
  return fieldNodes
    .flatMap((node) => selectedFields(node, fragments))
    .flatMap((node) => {
      if (node.name.value === 'answers') return ['record'];
      if (node.name.value !== 'record') return [];
      const inside = selectedFields(node, fragments).map(({ name }) => `record.${name.value}`);
      return inside.length > 0 ? inside : ['record'];
    });
}
