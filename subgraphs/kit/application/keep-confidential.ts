/** What the SDL keeps for one desk (`confidentialTo`) is kept so also when it was handed in before the SDL said it. */
import type { Desk } from './desk.ts';

/**
 * Brings a ministry's records in line with its SDL; the index hears of it as of any other change. A service that is
 * confidential no longer still keeps what it promised to those who reported before.
 */
export async function keepConfidential({
  applications,
  services,
}: Pick<Desk, 'applications' | 'services'>): Promise<void> {
  const version = { $add: ['$version', 1] };
  const outbox = { $concatArrays: ['$outbox', [{ version }]] };
  for (const { definition } of services.values()) {
    const { code: serviceCode, confidentialTo } = definition;
    if (confidentialTo === null) continue;
    await applications.updateMany(
      { serviceCode, confidentialTo: { $ne: confidentialTo } },
      [{ $set: { confidentialTo, version, outbox } }],
      { updatePipeline: true },
    );
  }
}
