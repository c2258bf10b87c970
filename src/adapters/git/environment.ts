/**
 * Configuration that every git Baton starts runs under. A repository's own configuration can name programs that git
 * would run (a file-system monitor hook, a signature checker, a pager), and can change what is printed.
 */
const settings: readonly (readonly [string, string])[] = [
  ['core.fsmonitor', 'false'],
  ['core.quotePath', 'false'],
  ['log.showSignature', 'false'],
  ['color.ui', 'false'],
];

/** What git reads as "the repository is elsewhere"; set inside hooks, it would send Baton to the wrong repository. */
const elsewhere = new Set([
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_IMPLICIT_WORK_TREE',
  'GIT_COMMON_DIR',
  'GIT_INDEX_FILE',
  'GIT_OBJECT_DIRECTORY',
  'GIT_ALTERNATE_OBJECT_DIRECTORIES',
  'GIT_NAMESPACE',
  'GIT_PREFIX',
  'GIT_LITERAL_PATHSPECS',
  'GIT_EXTERNAL_DIFF',
  'GIT_PAGER',
]);

/**
 * The environment for git: asks nothing, locks nothing, answers in English, looks at no other repository. `more` is
 * configuration beside Baton's usual.
 */
export function gitEnvironment(
  base: Readonly<Record<string, string | undefined>>,
  more: readonly (readonly [string, string])[] = [],
): Record<string, string> {
  const env: Record<string, string> = {};
  for (const [key, value] of Object.entries(base)) {
    if (value !== undefined && !elsewhere.has(key.toUpperCase())) env[key] = value;
  }
  const known = Number(env['GIT_CONFIG_COUNT'] ?? 0);
  const first = Number.isInteger(known) && known > 0 ? known : 0;
  const all = [...settings, ...more];
  all.forEach(([key, value], index) => {
    env[`GIT_CONFIG_KEY_${first + index}`] = key;
    env[`GIT_CONFIG_VALUE_${first + index}`] = value;
  });
  return {
    ...env,
    GIT_CONFIG_COUNT: String(first + all.length),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    // Else git writes each commit of a long log to the pipe by itself.
    GIT_FLUSH: '0',
    GIT_ASKPASS: '',
    SSH_ASKPASS: '',
    LC_ALL: 'C',
    LANGUAGE: 'C',
  };
}
