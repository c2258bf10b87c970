import type { SecretScanner } from '../../core/ports/secrets';
import type { Kind } from '../../core/secrets/rule';

/** A comment in the text could switch the findings off. */
const disabling = 'filter-comments';
/** Texts longer than this are what a report is made of, not a report. */
const longest = 400_000;

const kinds: readonly (readonly [RegExp, Kind])[] = [
  [/privatekey|sshkey/, 'private-key'],
  [/basicauth|database-connection/, 'url-credentials'],
  [/-aws/, 'aws-key'],
];

/** secretlint's recommended preset. It is loaded by the first text. */
export function createSecretScanner(): SecretScanner {
  const load = async () => {
    const [{ lintSource }, { creator }] = await Promise.all([
      import('@secretlint/core'),
      import('@secretlint/secretlint-rule-preset-recommend'),
    ]);
    const rules = creator.rules
      .filter(({ meta }) => !meta.id.includes(disabling))
      .map((rule) => ({ id: rule.meta.id, rule, options: {} }));
    return { lintSource, rules };
  };
  let loading: ReturnType<typeof load> | undefined;
  return {
    async find(text) {
      try {
        const { lintSource, rules } = await (loading ??= load());
        const content = text.slice(0, longest);
        const { messages } = await lintSource({
          source: { content, filePath: 'report.md', ext: '.md', contentType: 'text' },
          options: { config: { rules }, noPhysicFilePath: true },
        });
        const found = new Map<string, Kind>();
        for (const { range, ruleId } of messages) {
          const kind = kinds.find(([pattern]) => pattern.test(ruleId))?.[1] ?? 'token';
          found.set(content.slice(range[0], range[1]), kind);
        }
        return [...found].map(([value, kind]) => ({ value, kind }));
      } catch {
        return [];
      }
    },
  };
}
