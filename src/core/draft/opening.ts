import type { Line } from './document';
import { isLabel } from './labels';

/** The lines before the first section that Baton writes: the title, and one about the last note and who starts when. */
function titleLine(lines: readonly Line[]): string | null {
  return lines.find(({ text }) => text.startsWith('# '))?.text ?? null;
}

function aboutLine(lines: readonly Line[]): string | null {
  const isAbout = ({ text }: Line): boolean => text.trim() !== '' && !/^(?:# |\*\*)/.test(text);
  return lines.findLast(isAbout)?.text ?? null;
}

/** The opening as its author left it, with Baton's own lines brought up to date where they were left alone. */
export function mergeOpening(
  mine: readonly Line[],
  before: readonly Line[],
  now: readonly Line[],
): readonly Line[] {
  const [oldTitle, newTitle] = [titleLine(before), titleLine(now)];
  const [oldAbout, newAbout] = [aboutLine(before), aboutLine(now)];
  const [oldLabels, newLabels] = [before.filter(isLabel), now.filter(isLabel)];
  const told = new Set<number>();
  const merged = mine.flatMap((line): Line[] => {
    const label = oldLabels.findIndex(({ text }, at) => text === line.text.trimEnd() && !told.has(at));
    if (label >= 0) {
      told.add(label);
      return [newLabels[label] ?? line];
    }
    if (line.text === oldTitle && newTitle !== null) return [{ text: newTitle, id: null }];
    if (line.text === oldAbout) return newAbout === null ? [] : [{ text: newAbout, id: null }];
    return [line];
  });
  if (oldAbout !== null || newAbout === null || before.length === 0) return merged;
  if (mine.some(({ text }) => text === newAbout)) return merged;
  // It was not there before: it comes after the two lines that only the author can fill.
  const after = merged.findLastIndex(({ text }) => text.trim() !== '') + 1;
  const about = { text: newAbout, id: null };
  return [...merged.slice(0, after), { text: '', id: null }, about, ...merged.slice(after)];
}
