/**
 * `npm start`: the whole platform on this machine, with development data. Prints how to reach it; Ctrl-C ends it.
 * `npm start -- --help` prints the settings.
 */
import { runPlatform } from './platform/run-platform.ts';
import { StartProblem } from './platform/start-problem.ts';

process.exit(
  await runPlatform(
    {
      usage: 'npm start: the whole platform on this machine, with development data',
      whenBroken: 'try-again',
      choose: (folders, words) => {
        if (words.length > 0)
          throw new StartProblem(`npm start takes no arguments, not ${words.join(' ')}: see npm start -- --help`);
        return folders;
      },
    },
    process.argv.slice(2),
  ),
);
