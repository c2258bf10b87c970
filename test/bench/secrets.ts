import { createSecretScanner } from '../../src/adapters/secrets';
import { createRedactor, type KnownSecret } from '../../src/core/secrets/redactor';
import type { Result } from './result';
import { heldOutSamples } from './secretHeldOut';
import { harmless, secretSamples, type Sample } from './secretSamples';

const heldOut = 'held out';

/**
 * How many labelled secrets are hidden: by secretlint alone, by Baton's rules alone, and by both together; of the kinds
 * that the rules were made on, and of kinds that were kept from them.
 */
export async function run(): Promise<Result[]> {
  const made = await recallOf('made on', secretSamples());
  const kept = await recallOf(heldOut, heldOutSamples());
  const scanner = createSecretScanner();
  const wrong: string[] = [];
  for (const line of harmless) {
    const shown = createRedactor(await scanner.find(line)).text(line);
    if (shown !== line) wrong.push(shown);
  }
  if (wrong.length > 0) console.error(`hidden for nothing: ${wrong.join(' · ')}`);
  return [
    ...made.results.slice(0, -1),
    ...made.results.slice(-1).map((each) => ({ ...each, target: '≥ 0.95', holds: made.both >= 0.95 })),
    ...kept.results,
    {
      name: `harmless lines changed, of ${harmless.length}`,
      value: wrong.length,
      unit: '',
      target: 0,
      holds: wrong.length === 0,
    },
  ];
}

async function recallOf(
  what: string,
  samples: readonly Sample[],
): Promise<{ readonly results: Result[]; readonly both: number }> {
  const scanner = createSecretScanner();
  const found = new Map<Sample, readonly KnownSecret[]>();
  for (const sample of samples) found.set(sample, await scanner.find(sample.text));
  const hides = (sample: Sample, known: readonly KnownSecret[], rules: boolean): boolean => {
    if (rules) return !createRedactor(known).text(sample.text).includes(sample.secret);
    return known.some(({ value }) => value.includes(sample.secret) || sample.secret.includes(value));
  };
  const share = (hidden: (sample: Sample) => boolean): number =>
    samples.filter(hidden).length / samples.length;
  const both = share((each) => hides(each, found.get(each) ?? [], true));
  const missed = samples.filter((each) => !hides(each, found.get(each) ?? [], true));
  // Whoever reads which of those kept apart are missed makes rules for them, and they are kept apart no more.
  if (missed.length > 0 && what !== heldOut)
    console.error(`${what}, not hidden: ${[...new Set(missed.map(({ kind }) => kind))].join(', ')}`);
  const kinds = new Set(samples.map(({ kind }) => kind)).size;
  const results = [
    { name: `${what}: labelled secrets of ${kinds} kinds`, value: samples.length, unit: 'secrets' },
    {
      name: `${what}: recall, secretlint alone`,
      value: share((each) => hides(each, found.get(each) ?? [], false)),
      unit: '',
    },
    { name: `${what}: recall, Baton’s rules alone`, value: share((each) => hides(each, [], true)), unit: '' },
    { name: `${what}: recall, both`, value: both, unit: '' },
  ];
  return { results, both };
}
