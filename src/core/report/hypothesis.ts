import { rootCause } from './cause';
import type { ReportFacts } from './facts';
import { blank } from './reproduce';

/**
 * The author's part, prompted with what the evidence suggests: what usually lies behind such an error, and a quick
 * experiment that would confirm it.
 */
export function hypothesisText(facts: ReportFacts): string {
  const why = suggestion(facts);
  const experiment = experimentOf(facts);
  return (
    `**Hypothesis:** ${blank(why)} **Proposed fix:** ${blank('what should change, or the alternatives')} ` +
    `**Quick experiment:** ${experiment}`
  );
}

/** What an error of this kind usually means, by the words that runtimes use. Order matters: the first that fits. */
const usual: readonly (readonly [pattern: RegExp, text: string])[] = [
  [
    /undefined|null|NoneType|nil\b|NullPointer|NullReference|invalid memory address|unwrap.{0,40}None|\bNPE\b/i,
    'where the missing value should have come from, and since when it can be missing here',
  ],
  [
    /timed? ?out|deadline|ETIMEDOUT|TimeoutE/i,
    'what it waited for, and what changed about how long that takes',
  ],
  [
    /ECONNREFUSED|ECONNRESET|ENOTFOUND|connection|unreachable|EHOSTUNREACH/i,
    'whether the other side was down, or the address or the way to it changed',
  ],
  [
    /ENOENT|no such file|FileNotFound|cannot find (?:module|the file)|ModuleNotFound|ClassNotFound|NoClassDef|cannot load such file|LoadError/i,
    'what is missing in this environment that was there before: a file, a build step, a dependency',
  ],
  [
    /permission|EACCES|EPERM|denied|forbidden|unauthori[sz]ed/i,
    'which right is missing, and who should have it',
  ],
  [
    /stack ?overflow|maximum call stack|RecursionError|recursion/i,
    'which input makes it call itself without end, and what should stop it',
  ],
  [/out ?of ?memory|heap|OOM|MemoryError|allocation/i, 'what grows, and what should have bounded it'],
  [
    /index|out of (?:range|bounds)|IndexOutOf|RangeError|KeyError|key not found|no such key|NoSuchElement/i,
    'which input is outside of what this line expects, and where it should have been refused',
  ],
  [
    /data ?race|deadlock|concurrent|ConcurrentModification|lock/i,
    'which two things happen at once here, and what should keep them apart',
  ],
  [
    /use-after-free|heap-buffer|buffer-overflow|segmentation|SIGSEGV|double free/i,
    'who frees or outlives the memory that is used here',
  ],
  [
    /parse|syntax|unexpected (?:token|end)|invalid (?:json|character)|decode/i,
    'what the input looks like, and who wrote it',
  ],
  [
    /assert|expected|AssertionError|to equal|mismatch/i,
    'whether the code or the expectation is wrong, and since when',
  ],
  [
    /type|cast|convert|ClassCast|cannot be cast|is not a function/i,
    'which value has another type than this line expects, and since when',
  ],
];

function suggestion({ trace, suspects: [first] }: ReportFacts): string {
  const root = rootCause(trace.errors)[0];
  const said = `${root?.type ?? ''} ${root?.message ?? ''}`.slice(0, 1_000);
  const meaning =
    usual.find(([pattern]) => pattern.test(said))?.[1] ?? 'why it happens, and what speaks for it';
  return first?.hasParent ? `${meaning}; did it work before ${first.sha.slice(0, 10)}?` : meaning;
}

function experimentOf({ suspects: [first], culprit }: ReportFacts): string {
  if (first?.hasParent)
    return blank(
      `what you tried, such as the same command at ${first.sha.slice(0, 10)}~1, which Verify Reproduction runs`,
    );
  if (culprit) return blank('what you tried, such as the same input with a guard before the line that fails');
  return blank('what you tried');
}
