/** Services whose reports one desk alone reads (`confidentialTo`), and what others than that desk hear of them. */
import type { Text } from '../errors/catalogue.ts';
import type { ServiceDefinition } from './service-definition.ts';

/**
 * In place of such a service's title, where it may be read by whoever the report is about: a message to a mobile, a slip that
 * lies on the table.
 */
export const UNNAMED_SERVICE: Text = { en: 'A service', bn: 'একটি সেবা' };

/** Whether what is handed in for a service is confidential to a desk. @param services those of the published supergraph. */
export function isConfidential(
  { services }: { readonly services: readonly Pick<ServiceDefinition, 'code' | 'confidentialTo'>[] },
  serviceCode: string | null,
): boolean {
  return services.some(({ code, confidentialTo }) => code === serviceCode && confidentialTo !== null);
}
