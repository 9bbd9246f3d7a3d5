/** The thread of `composer.ts`: composes the checkout's subgraphs into the folder that it is told. */
import { parentPort } from 'node:worker_threads';
import { composeSubgraphs, type NotComposed } from '../../supergraph/composition/compose.ts';
import { writeComposed } from '../../supergraph/composition/composed-files.ts';
import { printProblem } from '../../supergraph/composition/composition-problem.ts';
import { readSubgraphs } from '../../supergraph/composition/subgraph-files.ts';

parentPort?.on('message', async (folder: string) => parentPort?.postMessage(await compose(folder)));

/** @returns what is wrong, in words; an empty text when it composes. */
async function compose(folder: string): Promise<string> {
  const read = readSubgraphs();
  if ('problems' in read) return inWords(read);
  const composed = composeSubgraphs(read.subgraphs);
  if ('problems' in composed) return inWords(composed);
  await writeComposed(folder, composed);
  return '';
}

function inWords({ problems }: NotComposed): string {
  return problems.map((problem) => printProblem(problem)).join('\n\n');
}
