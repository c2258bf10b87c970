import type { PrintedFrame } from '../../report/model';
import { draft, toNumber, type Found, type Recogniser } from '../text/found';
import { listed } from '../text/listed';
import type { Line } from '../text/prefix';
import { mark } from '../text/marks';
import { languageOfNative } from './native';
import { withoutParameters } from './nativeFrame';

/** Boost.Stacktrace and glibc's `backtrace_symbols`: calls alone, under whatever the program says of its failure. */
export const boost: Recogniser = {
  marks: mark.hash | mark.bracketed,
  anchors: (text) => (text.includes('# ') || text.includes('[0x')) && frameOf(text) !== null,
  read,
};

/** ctest puts a test's number in front of what it prints. */
const numbered = /^\s*(?:\d{1,6}: {1,4})?(?:\[bt\] )?\d{1,4}# (\S.{0,1500})$/;
const placed = /^(.{1,1200}) at (\S.{0,800}):(\d{1,9})(?: \(discriminator \d{1,6}\))?$/;
const inModule = /^(.{1,1200}) in (\S.{0,800})$/;
const symbol =
  /^\s*(?:\d{1,6}: {1,4})?(?:\[bt\] )?(\S[^()]{0,800})\(([^()]{0,800}?)(?:\+0x[0-9a-f]{1,16})?\) ?\[0x[0-9a-f]{1,16}\]$/;

function frameOf(text: string): PrintedFrame | null {
  const call = numbered.exec(text)?.[1];
  if (call !== undefined) {
    const place = placed.exec(call);
    if (place)
      return {
        function: nameOf(place[1] ?? ''),
        file: place[2] ?? '',
        line: toNumber(place[3]),
        column: null,
      };
    const module = inModule.exec(call);
    return module
      ? { function: nameOf(module[1] ?? ''), file: module[2] ?? '', line: null, column: null }
      : null;
  }
  const found = symbol.exec(text);
  return found ? { function: found[2] || null, file: found[1] ?? '', line: null, column: null } : null;
}

/** What was not found in the program's symbols is printed as its address. */
function nameOf(name: string): string | null {
  return /^0x[0-9a-fA-F]{1,16}$/.test(name) ? null : withoutParameters(name);
}

function read(lines: readonly Line[], first: number): Found | null {
  const { frames, end } = listed(lines, first, '', frameOf, /^$a/);
  if (frames.length < 2) return null;
  const cpp =
    languageOfNative(frames) === 'cpp' ||
    frames.some(({ function: name }) => name?.startsWith('_Z') ?? false);
  const errors = [{ ...draft('thrown', null, null, null), frames }];
  return { trace: { language: cpp || !frames.some(isC) ? 'cpp' : 'c', errors }, start: first, end };
}

const isC = ({ file }: PrintedFrame): boolean => /\.[ch]$/.test(file);
