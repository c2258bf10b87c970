import { nextPlaceholder, statePlaceholder } from '../../../../core/handoff/note';
import type { QuestionsSection } from '../../../../protocol';

/** What a reader of the document would ask, three things at most. */
export function questionsOf(text: string): QuestionsSection['questions'] {
  const lines = text.split(/\r?\n/);
  const asked: readonly [string, string][] = [
    [statePlaceholder, 'Where does the work stand?'],
    [nextPlaceholder, 'What is the one thing to do next?'],
  ];
  return asked.flatMap(([placeholder, question]) => {
    const line = lines.findIndex((each) => each.includes(placeholder));
    return line < 0 ? [] : [{ text: question, line: line + 1 }];
  });
}
