/**
 * `npm run dev`: the platform while one works on it: a part whose files change starts anew, a schema that changes is
 * composed. `npm run dev -- land health` runs only these ministries, with the platform's own subgraphs.
 */
import { develop } from './platform/develop.ts';
import { runPlatform } from './platform/run-platform.ts';
import { StartProblem } from './platform/start-problem.ts';

process.exit(
  await runPlatform(
    {
      usage: 'npm run dev [-- <ministry> …]: the platform while one works on it; of the ministries only those named',
      whenBroken: 'wait',
      choose: (folders, words) => {
        const ministries = folders.filter(({ isMinistry }) => isMinistry).map(({ name }) => name);
        const unknown = words.filter((word) => !ministries.includes(word));
        if (unknown.length > 0)
          throw new StartProblem(`No ministry named ${unknown.join(', ')}. There are: ${ministries.join(', ')}.`);
        return folders.filter(({ name, isMinistry }) => !isMinistry || words.length === 0 || words.includes(name));
      },
      meanwhile: develop,
    },
    process.argv.slice(2),
  ),
);
