/** For journal.test.ts: a process that records one look after the other and says how many it has been told are kept, until it is killed. */
import { setTimeout } from 'node:timers/promises';
import { createLogger } from '../log.ts';
import { connect } from '../storage/connect.ts';
import { readLooks } from './access-event.ts';
import { accessLog } from './access-log.ts';
import { openJournal } from './journal.ts';

const [, , url = '', database = '', folder = '', like = ''] = process.argv;
const chain = accessLog(await connect(url, database), 'land');
const journal = await openJournal(folder, chain, createLogger('land', 'silent'));
const [look] = readLooks([JSON.parse(like)]);
if (!look) throw new Error('no look is given');
for (let number = 1; ; number++) {
  await journal.record([{ ...look, citizen: `${look.citizen}-${number}` }]);
  process.send?.(number);
  // Some hundreds in a second, as requests come.
  await setTimeout(1);
}
