/**
 * A desk as a process of its own, to be killed: opens its file, and sends until nothing is left, as often as the line is cut.
 * Run as `node main.ts <file> <login as JSON>`; ends by itself when all is judged.
 */
import { cardConsent, graphSender, NoJudgement, openDesk } from '../../subgraphs/entrepreneurs/desk/index.ts';
import { sqliteStorage } from '../../subgraphs/entrepreneurs/desk/sqlite-storage.ts';

const [file = '', login = '{}'] = process.argv.slice(2);
const { graph, accessToken, secret, ...at } = JSON.parse(login);
const consent = cardConsent({ graph, ...at, ownToken: async () => accessToken });
const desk = await openDesk({
  unlock: { secret: Uint8Array.from(secret) },
  storage: sqliteStorage(file),
  send: graphSender({ graph, consent }),
});
for (let left = Number.POSITIVE_INFINITY; left > 0; ) {
  const round = await desk.sendAll();
  // A line that is cut is why we are here; what the server says instead of a judgement is for whoever reads the test's output.
  if (round.cut instanceof NoJudgement) process.stderr.write(`${round.cut.message}\n`);
  left = round.left;
}
