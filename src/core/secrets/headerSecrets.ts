import { printed, type Rule } from './rule';

/** What goes with a request: headers, and the parameters of an address or a form. */
export const headerSecrets: readonly Rule[] = [
  printed(
    'token',
    'authorization header',
    /\bauthorization["']?[ \t]{0,3}[:=,][ \t]{0,3}["']?(?:bearer|basic|token|apikey|api-key|jwt|ssws|negotiate|ntlm|hawk)[ \t]{1,3}(?!token=)(?<value>(?:(?=[^\s"',;=]{0,200}(?:\d|={1,2}(?:[\s"']|$)))[^\s"',;=[\]]{5,4000}={0,2}|[A-Za-z]{16,4000}))/gi,
  ),
  printed(
    'token',
    'authorization header',
    /\bauthorization["']?[ \t]{0,3}:[ \t]{0,3}["']?(?<value>(?=[^\s"',;]{0,200}\d)[A-Za-z0-9+/._~=-]{16,4000})/gi,
  ),
  printed(
    'token',
    'authorization header',
    /\bSharedKey(?:Lite)? [\w.-]{1,100}:(?<value>[A-Za-z0-9+/]{20,100}={0,2})/g,
  ),
  printed(
    'token',
    'authorization header',
    /\bDigest [^\r\n]{1,600}?\bresponse=["']?(?<value>[0-9a-f]{32,64})\b/gi,
  ),
  // Keys that name a row or a request are none.
  printed(
    'token',
    'key in a header',
    /(?<![\w-])(?!(?:x-)?(?:[\w]{1,20}-)?(?:idempotency|cache|surrogate|request|correlation|trace|routing|partition|sort)-)(?:x-(?:[\w]{1,20}-){0,4}(?:key|token|secret|signature|auth|password)|(?:[a-z]\w{1,20}-){1,4}(?:api-?key|app-?key|subscription-key|access-key|auth-key|secret-key|token)|api-?key)["']?,?[ \t]{0,3}[:=]?[ \t]{0,3}["']?(?<=[:=,"'][ \t]{0,3}["']?)(?<value>(?=[^\s"',;]{0,200}\d)[A-Za-z0-9+/._~=|-]{12,2000})/gi,
  ),
  printed(
    'token',
    'token in a URL',
    /[?&#;](?:[\w.-]{1,30}[_-])?(?:pass|jwt|assertion|id_token|refresh_token|access_token|ticket|otp|nonce|session(?:_?id)?|subscription-key|app_?id|user_?key|private_token|auth_token)=(?<value>(?=[^\s&#"'<>]{0,400}\d)[^\s&#"'<>]{10,2000})/gi,
  ),
  printed(
    'password',
    'password in a URL',
    /(?:%22|%27)(?:[\w.-]{0,30}[_.-])?(?:password|passwd|pwd|secret|token|api_?key|access_?token)(?:%22|%27)(?::|%3A)(?:%20|\+)?(?:%22|%27)(?<value>[^%&\s"'<>]{4,300})/gi,
  ),
];
