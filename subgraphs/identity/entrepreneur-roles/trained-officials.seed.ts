/** Development data: the officials of the seed have passed the training for their desks. */
import type { Model } from 'mongoose';
import type { RoleRecord } from '../roles.model.ts';
import type { TrainedOfficials } from './trained-officials.ts';

const FOR_DEVELOPMENT = '2099-12-31T00:00:00.000Z';

export async function trainDevelopmentOfficials(trained: TrainedOfficials, roles: Model<RoleRecord>): Promise<void> {
  // Those of the seed have no beginning; whom somebody named since then has to learn, also after a restart.
  const officials = await roles.find({ role: 'OFFICIAL', from: null }).lean();
  await Promise.all(
    officials.map(async ({ personId, ministry, desk }) => {
      if (personId && ministry) await trained.take({ personId, ministry, desk, until: FOR_DEVELOPMENT });
    }),
  );
}
