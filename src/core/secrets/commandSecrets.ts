import { printed, secret, type Rule } from './rule';

/** What stands between a program and one of its options, on the line of one command. */
const upTo = String.raw`\b[^\r\n|;&]{0,300}?\s`;
const value = String.raw`[ =]?["']?(?<value>(?!["'$<{-])[^\s"'<>]{3,200})`;
const option = (name: string, of: string): RegExp =>
  new RegExp(String.raw`(?<![\w-])(?:${of})${value}`, name.length === 0 ? 'g' : name);

/** Words that follow the name of an option where somebody writes about it. */
const prose =
  '(?!(?:options?|flags?|arguments?|instead|string|value|is|are|or|and|to|from|must|cannot|was|requires?|with|not|will|can|should|for|on|in|if|when|via|of|the|stdin|file|environment|parameter|prompt|password|token|secret)\\b)';

/** What is typed behind the options of programs that take passwords there. */
export const commandSecrets: readonly Rule[] = [
  secret(
    'password',
    'password of a command',
    new RegExp(
      String.raw`(?<![\w-])(?:curl|wget|https?|xh)${upTo}(?:-u|-U|--user|--proxy-user|-a|--auth)[ =]?["']?[^\s:"'/-][^\s:"'/]{0,100}:(?!\/\/)(?<value>[^\s"'/$][^\s"']{2,200})`,
      'g',
    ),
  ),
  secret(
    'password',
    'password of a command',
    option(
      'g',
      [
        `(?:mysql\\w{0,8}|mariadb(?:-\\w{1,8})?)${upTo}-p(?! )`,
        `(?:docker|podman|nerdctl|helm|oras|skopeo|buildah|oc|cf|az)${upTo}login${upTo}-p`,
        `redis-cli${upTo}-a`,
        'sshpass\\s{1,3}-p',
        `ldap(?:search|modify|add|delete|passwd|whoami)${upTo}-w`,
        `(?:mosquitto_\\w{3}|sqlcmd|bcp)${upTo}-P`,
        `mongo(?:sh|dump|restore|export|import)?${upTo}-p`,
        `nuget push${upTo}-k`,
        `openssl${upTo}-pass(?:in|out)? pass:`,
        'keytool|jarsigner'.replace(/\w+/g, (tool) => `${tool}${upTo}-(?:store|key)pass`),
      ].join('|'),
    ),
  ),
  secret(
    'password',
    'password of a command',
    new RegExp(String.raw`(?<![\w-])-(?:store|key|src|dest)(?:store)?pass${value}`, 'g'),
  ),
  printed(
    'password',
    'password of a command',
    new RegExp(
      String.raw`(?<![\w-])--(?:[\w]{1,20}-){0,3}(?:password|passwd|passphrase)[ =]["']?${prose}(?<value>(?![A-Z_]{3,}\b)[^\s"'<>[\]{}()$,;-][^\s"'<>[\]{}(),;]{3,200})`,
      'g',
    ),
  ),
  printed(
    'token',
    'token of a command',
    /(?<![\w-])--(?:\w{1,20}-){0,3}(?:client-secret|secret(?:-key)?|token|api-?key|access-?key|pat|pass)[ =]["']?(?<value>(?=[^\s"']{0,200}\d)[^\s"'<>$-][^\s"'<>]{7,300})/g,
  ),
  printed(
    'token',
    'token of a command',
    /(?<![\w-])-D[\w.-]{0,60}(?:login|token|secret|key)=["']?(?<value>(?=[^\s"']{0,200}\d)[^\s"'<>$]{12,300})/g,
  ),
  printed(
    'password',
    'password of a command',
    /["']--?(?:\w{1,20}-){0,3}(?:password|passwd|passphrase)["'],[ \t]{0,3}["'](?<value>[^"'\r\n]{4,300})["']/g,
  ),
];
