import { createSecretScanner } from '../../src/adapters/secrets';
import { createRedactor, type KnownSecret } from '../../src/core/secrets/redactor';
import type { Result } from './result';
import { harmless, secretSamples, type Sample } from './secretSamples';

/** How many of the labelled secrets are hidden: by secretlint alone, by Baton's rules alone, and by both together. */
export async function run(): Promise<Result[]> {
  const samples = secretSamples();
  const scanner = createSecretScanner();
  const found = new Map<Sample, readonly KnownSecret[]>();
  for (const sample of samples) found.set(sample, await scanner.find(sample.text));
  const hides = (sample: Sample, known: readonly KnownSecret[], rules: boolean): boolean => {
    if (rules) return !createRedactor(known).text(sample.text).includes(sample.secret);
    return known.some(({ value }) => value.includes(sample.secret) || sample.secret.includes(value));
  };
  const share = (hidden: (sample: Sample) => boolean): number =>
    samples.filter(hidden).length / samples.length;
  const missed = new Set(
    samples.filter((each) => !hides(each, found.get(each) ?? [], true)).map(({ kind }) => kind),
  );
  if (missed.size > 0) console.error(`not hidden: ${[...missed].join(', ')}`);
  const both = share((each) => hides(each, found.get(each) ?? [], true));
  const wrong: string[] = [];
  for (const line of harmless) {
    const shown = createRedactor(await scanner.find(line)).text(line);
    if (shown !== line) wrong.push(shown);
  }
  if (wrong.length > 0) console.error(`hidden for nothing: ${wrong.join(' · ')}`);
  const kinds = new Set(samples.map(({ kind }) => kind)).size;
  return [
    { name: `labelled secrets of ${kinds} kinds`, value: samples.length, unit: 'secrets' },
    {
      name: 'recall, secretlint alone',
      value: share((each) => hides(each, found.get(each) ?? [], false)),
      unit: '',
    },
    { name: 'recall, Baton’s rules alone', value: share((each) => hides(each, [], true)), unit: '' },
    { name: 'recall, both', value: both, unit: '', target: '≥ 0.95', holds: both >= 0.95 },
    {
      name: `harmless lines changed, of ${harmless.length}`,
      value: wrong.length,
      unit: '',
      target: 0,
      holds: wrong.length === 0,
    },
  ];
}
