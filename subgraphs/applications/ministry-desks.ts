/** The way from here to the ministries' command endpoints. */
import { COMMANDS_PATH, type Command, SNAPSHOTS_PATH } from '#kit/application/commands.ts';
import { applicationErrors } from '#kit/application/errors.ts';
import { readCommandAnswer, readSnapshots } from '#kit/application/events.ts';
import type { CommandAnswer } from '#kit/application/payload.ts';
import { ministryOf } from '#kit/application/record.ts';
import type { Snapshot } from '#kit/application/snapshot.ts';
import type { Caller } from '#kit/auth/caller.ts';
import { inWords } from '#kit/errors/catalogue.ts';
import { type Problem, problem } from '#kit/errors/problem.ts';
import { formErrors } from '#kit/form/errors.ts';
import { publishedSupergraph } from '#kit/form/published-supergraph.ts';
import { PeerUnavailable } from '#kit/peer.ts';
import type { SubgraphEnvironment } from '#kit/subgraph.ts';
import { isOwn } from './own-applications.ts';

export type MinistryDesks = {
  /** Hands a command to the ministry that owns the application or the service; that ministry's database decides. */
  command(given: Command, caller: Caller): Promise<CommandAnswer>;
  /** Every ministry of the published supergraph. */
  ministries(): Promise<readonly string[]>;
  /** One page of all applications of a ministry, by id. @throws PeerUnavailable */
  snapshots(ministry: string, after: string, limit: number): Promise<readonly Snapshot[]>;
};

export function ministryDesks({ log, peer, settings }: SubgraphEnvironment): MinistryDesks {
  const supergraph = publishedSupergraph(settings.SUPERGRAPH_FILE, (error) =>
    log.error({ err: error }, 'the supergraph cannot be read; the one before goes on'),
  );

  async function ownerOf(given: Command): Promise<string | Problem> {
    const { ministries, services } = await supergraph();
    if (given.command === 'SAVE_DRAFT') {
      const service = services.find(({ code }) => code === given.serviceCode);
      return service?.subgraph ?? problem('serviceCode', 'UNKNOWN_SERVICE', { code: given.serviceCode });
    }
    const ministry = ministryOf(given.applicationId);
    return ministries.some(({ code }) => code === ministry) ? ministry : problem('applicationId', 'NOT_FOUND');
  }

  return {
    async command(given, caller) {
      const owner = await ownerOf(given);
      if (typeof owner !== 'string') return refused([owner]);
      try {
        const answer = readCommandAnswer(await peer(owner).call(COMMANDS_PATH, given, caller.commandProof));
        if (answer.snapshot) refuseAnothers(owner, [answer.snapshot]);
        return answer;
      } catch (error) {
        if (!(error instanceof PeerUnavailable)) throw error;
        log.warn({ error: error.message }, 'a ministry does not take commands');
        return refused([problem(null, 'MINISTRY_UNAVAILABLE')]);
      }
    },
    ministries: async () => (await supergraph()).ministries.map(({ code }) => code),
    snapshots: async (ministry, after, limit) => {
      const snapshots = readSnapshots(await peer(ministry).call(SNAPSHOTS_PATH, { after, limit }));
      refuseAnothers(ministry, snapshots);
      return snapshots;
    },
  };
}

/** @throws PeerUnavailable when a ministry tells of what is not its own: nothing of such an answer is taken. */
function refuseAnothers(ministry: string, snapshots: readonly Snapshot[]): void {
  const anothers = snapshots.find((snapshot) => !isOwn(ministry, snapshot));
  if (anothers) throw new PeerUnavailable(`${ministry} speaks for ${anothers.id}`);
}

const texts = { ...formErrors, ...applicationErrors };

/** The answer to a command that no ministry was asked about. */
export function refused(problems: readonly Problem[]): CommandAnswer {
  return { snapshot: null, userErrors: problems.map((each) => inWords(each, texts)) };
}
