/** `npm run test:kill [-- <how many>]`: fifty kills at random moments while 20 citizens apply. */
import { siege } from './siege.ts';

const kills = Number(process.argv[2] ?? 50);
if (!Number.isInteger(kills) || kills < 1) {
  process.stderr.write(`How many kills? A whole number from 1, not ${process.argv[2]}: npm run test:kill -- 50\n`);
  process.exit(2);
}
const { killed, acknowledged, repeated, slowestReturnMs, problems } = await siege(kills, (line) =>
  process.stdout.write(`${line}\n`),
);
process.stdout.write(
  `${killed.length} kills; ${acknowledged} applications acknowledged, ${repeated} requests sent again; ` +
    `the slowest return took ${(slowestReturnMs / 1000).toFixed(1)} s; ${problems.length} problems\n`,
);
for (const problem of problems) process.stdout.write(`  ${problem}\n`);
process.exitCode = problems.length > 0 ? 1 : 0;
