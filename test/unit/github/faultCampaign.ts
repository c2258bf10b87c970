import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createGitHub } from '../../../src/adapters/github';
import { UserError } from '../../../src/core/errors';
import { noteStates } from '../../../src/core/journal/notes';
import { noteIdIn } from '../../../src/core/post/marker';
import { postNote, type PostResult } from '../../../src/usecases/post/postNote';
import type { FaultKind } from '../../github/faults';
import type { StandIn } from '../../github/server';
import { journalInMemory } from './journalInMemory';

export const faultKinds: readonly FaultKind[] = [
  'unauthorized',
  'saml',
  'forbidden',
  'primary-limit',
  'secondary-limit',
  'too-quickly',
  'server-error',
  'server-error-after',
  'cut-before',
  'cut-after',
  'cut-midway',
];
const operations = ['CreateDiscussion', 'UpdateDiscussion', 'Discussions', 'Posted', 'Repository'];

type Step =
  | { readonly do: 'fail'; readonly kind: FaultKind; readonly on: string; readonly times: number }
  | { readonly do: 'post' | 'heal' | 'edit' | 'two windows' | 'crash' };

const steps = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.constant<Step>({ do: 'post' }) },
    {
      weight: 4,
      arbitrary: fc.record({
        do: fc.constant('fail' as const),
        kind: fc.constantFrom(...faultKinds),
        on: fc.constantFrom(...operations),
        times: fc.constantFrom(1, 3),
      }),
    },
    {
      weight: 3,
      arbitrary: fc.constantFrom<Step>(
        { do: 'heal' },
        { do: 'edit' },
        { do: 'two windows' },
        { do: 'crash' },
      ),
    },
  ),
  { minLength: 3, maxLength: 10 },
);

export interface CampaignReport {
  /** How often a sequence ended in each state, and how often each kind of fault struck. */
  readonly ends: ReadonlyMap<string, number>;
  readonly struck: ReadonlyMap<FaultKind, number>;
}

/**
 * Random sequences of posts, edits, faults, crashes and two windows against the stand-in: whatever happens, the note
 * is there once, waits visibly, or a person is asked. Throws with the sequence that shows otherwise.
 */
export async function faultCampaign(
  standIn: StandIn,
  options: { readonly runs: number; readonly seed: number },
): Promise<CampaignReport> {
  const gitHub = createGitHub(standIn.url, standIn.token('pune-dev'), 0);
  const address = { host: standIn.url, owner: 'baton-sample', name: 'ledger' };
  const categoryId = standIn.ledger.categories.find(({ name }) => name === 'Handoffs')!.id;
  const ends = new Map<string, number>();

  await fc.assert(
    fc.asyncProperty(steps, async (sequence) => {
      standIn.heal();
      standIn.ledger.discussions.length = 0;
      const state = journalInMemory();
      let now = Date.now();
      let version = 0;
      let crashing = false;
      const post = async (): Promise<PostResult | null> => {
        // A crash: what is done at GitHub stays done, and the journal hears no more of it.
        const dying = crashing;
        crashing = false;
        const journal = dying
          ? {
              ...state,
              append: (events: Parameters<typeof state.append>[0]) =>
                events[0]?.kind === 'post-attempted' ? state.append(events) : Promise.resolve(),
            }
          : state;
        now += 3_600_000;
        const request = {
          markdown: `# Refunds\n\nversion ${version}`,
          noteId: 'n1',
          destination: { kind: 'discussion', address, categoryId } as const,
          mayBePublic: true,
        };
        try {
          return await postNote(request, {
            gitHub,
            state: journal,
            now: () => now,
            pause: () => Promise.resolve(),
          });
        } catch (error) {
          assert.ok(error instanceof UserError, String(error));
          return null;
        }
      };
      for (const each of sequence) {
        if (each.do === 'fail') standIn.fail(each);
        if (each.do === 'heal') standIn.heal();
        if (each.do === 'edit') version++;
        if (each.do === 'crash') crashing = true;
        if (each.do === 'post') await post();
        if (each.do === 'two windows') await Promise.all([post(), post()]);
        assert.ok(standIn.ledger.discussions.length <= 1, 'posted twice');
      }
      crashing = false;
      standIn.heal();
      const last = await post();
      const there = standIn.ledger.discussions;
      assert.ok(there.length <= 1, 'posted twice');
      assert.ok(last, 'a healthy GitHub refuses nothing');
      const shown = noteStates((await state.read()).events).get('n1')?.kind;
      if (last.state === 'undecided') {
        assert.ok(last.ask && last.why, 'a person is asked');
        assert.notEqual(shown, 'posted');
      } else {
        assert.ok(['posted', 'updated', 'unchanged'].includes(last.state), last.state);
        assert.equal(there.length, 1);
        assert.equal(noteIdIn(there[0]?.body ?? ''), 'n1');
        assert.match(there[0]?.body ?? '', new RegExp(`^version ${version}\\n`));
        assert.equal(shown, 'posted');
      }
      ends.set(last.state, (ends.get(last.state) ?? 0) + 1);
    }),
    { seed: options.seed, numRuns: options.runs },
  );
  return { ends, struck: standIn.struck };
}
