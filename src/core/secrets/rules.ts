import { assignedSecrets } from './assignedSecrets';
import { commandSecrets } from './commandSecrets';
import { formatSecrets } from './formatSecrets';
import { headerSecrets } from './headerSecrets';
import { homePath } from './homePath';
import { looksRandom } from './looksRandom';
import { personal, printed, secret, type Rule } from './rule';
import { hasDigit, vendorToken } from './vendorTokens';

/** In the order in which they are tried: what an earlier one takes, a later one does not see. */
export const rules: readonly Rule[] = [
  secret(
    'private-key',
    'private key',
    // Some have lines like `Proc-Type: 4,ENCRYPTED` before the key; of one that was cut, the lines that are left go too.
    /-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?:(?:(?:(?:\\[rn]|[\r\n])[ \t]{0,20}){1,4}[A-Z][\w-]{1,30}: [^\r\n\\]{1,200}(?=[\r\n\\])| {1,4}[A-Z][\w-]{1,30}: [^\s\\]{1,200}(?=[\s\\])){0,6}[^-]{0,20000}-----END [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----|(?:(?:\\[rn]|\s){1,40}[A-Za-z0-9+/=]{20,1000}){1,400})?/g,
  ),
  secret('private-key', 'private key', /\bAGE-SECRET-KEY-1[A-Z0-9]{50,60}/g),
  secret('token', 'GitHub token', /\b(?:gh[pousr]_[A-Za-z0-9]{30,255}|github_pat_[A-Za-z0-9_]{22,255})/g),
  secret('token', 'GitLab token', /\bglpat-[\w-]{20,100}/g),
  secret('token', 'package registry token', /\b(?:npm_[A-Za-z0-9]{36}|pypi-[\w-]{50,255})/g),
  secret('token', 'Slack token', /\b(?:xox[a-eoprs]-[A-Za-z0-9%-]{10,250}|xapp-\d-[A-Za-z0-9-]{10,250})/g),
  secret('token', 'Stripe key', /\b(?:[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}|whsec_[A-Za-z0-9+/]{24,100})/g),
  secret('token', 'Google key', /\b(?:AIza[A-Za-z0-9_-]{35}|ya29\.[\w-]{20,500})/g),
  secret(
    'token',
    'API token',
    /\b(?:hf_[A-Za-z0-9]{30,100}|sk-(?:proj-|ant-)?[A-Za-z0-9_-]{20,250}|SG\.[\w-]{16,64}\.[\w-]{16,64}|dop_v1_[a-f0-9]{64})/g,
  ),
  secret(
    'token',
    'webhook address',
    /\bhttps:\/\/(?:hooks\.slack\.com\/(?:services|workflows|triggers)\/|hooks\.zapier\.com\/hooks\/catch\/|maker\.ifttt\.com\/trigger\/\w{1,60}\/with\/key\/|(?:\w{1,20}\.)?discord(?:app)?\.com\/api\/webhooks\/|[\w-]{1,60}\.webhook\.office\.com\/)(?<value>[\w/@-]{20,300})/g,
  ),
  secret(
    'token',
    'API token',
    /\b(?:GOCSPX-[\w-]{20,60}|key-[0-9a-f]{32}|SK[0-9a-f]{32}|sq0(?:atp|csp|idp)-[\w-]{20,60}|shp(?:at|ca|pa|ss)_[0-9a-fA-F]{32}|hv[sbr]\.[\w-]{20,300}|dapi[0-9a-f]{32}|gls[ac]_[A-Za-z0-9]{20,100}_[0-9a-f]{8}|lin_(?:api|oauth)_[A-Za-z0-9]{30,80}|(?:secret|ntn)_[A-Za-z0-9]{40,60}|dckr_(?:pat|oat)_[\w-]{20,60}|rubygems_[0-9a-f]{48}|dp\.(?:pt|st|ct)\.[A-Za-z0-9.]{40,80}|figd_[\w-]{36,60}|PMAK-[0-9a-f-]{40,70}|sntrys_[\w+/=-]{40,300}|xai-[A-Za-z0-9]{60,100}|nvapi-[\w-]{50,90}|r8_[A-Za-z0-9]{37})(?![\w-])/g,
  ),
  { ...secret('token', 'API token', vendorToken), accepts: hasDigit },
  secret('token', 'bot token', /(?<![\w:])\d{8,10}:AA[\w-]{33}(?![\w-])/g),
  secret(
    'token',
    'account key',
    /\b(?:Account|SharedAccess|Primary|Secondary)Key=(?<value>[A-Za-z0-9+/]{40,100}={0,2})/gi,
  ),
  secret('aws-key', 'AWS key id', /\b(?:AKIA|ASIA|AROA|AIDA)[A-Z0-9]{16}\b/g),
  secret(
    'token',
    'JSON web token',
    /\beyJ[A-Za-z0-9_-]{8,4000}\.eyJ[A-Za-z0-9_-]{8,4000}(?:\.[A-Za-z0-9_-]{0,2000})?/g,
  ),
  printed(
    'cookie',
    'cookie',
    /\b(?:set-)?cookie["']?\s{0,3}[:=]\s{0,3}["']?(?<value>[^\s"'][^"'\r\n]{2,4000})/gi,
  ),
  secret(
    'cookie',
    'cookie',
    /\b(?:set-)?cookie["']?[ \t]{0,3}:[ \t]{0,3}["']?(?<value>[\w.$-]{1,100}=[^\s"'`,]{2,4000})/gi,
  ),
  secret(
    'token',
    'authorization header',
    /\b(?:bearer|basic)\s{1,3}(?<value>(?=[A-Za-z0-9+/._~-]{0,200}\d)[A-Za-z0-9+/._~-]{16,2000}={0,2})/gi,
  ),
  printed(
    'token',
    'authorization header',
    /\b(?:bearer|basic|digest|token)\s{1,3}(?<value>(?=[A-Za-z0-9+/._~-]{0,200}[\d+/=])[A-Za-z0-9+/._~-]{12,2000}={0,2})/gi,
  ),
  secret(
    'url-credentials',
    'password in a URL',
    /\b[a-z][a-z0-9+.-]{1,20}:\/\/(?<value>[^\s:/@"'<>]{0,100}:[^\s/"'<>]{1,200})@/gi,
  ),
  secret(
    'token',
    'token in a URL',
    /[?&](?:access_token|auth|token|api_?key|key|sig|signature|client_secret|password|code|session|X-Amz-Signature|X-Amz-Credential)=(?<value>[^\s&#"'<>]{4,2000})/gi,
  ),
  ...formatSecrets,
  ...headerSecrets,
  ...commandSecrets,
  ...assignedSecrets,
  printed(
    'password',
    'password',
    /(?:password|passwd|pwd|passphrase|secret|secret_?key|client_?secret|api[_-]?key|access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?key)["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}(?:"(?<double>[^"\r\n]{3,300})"|'(?<single>[^'\r\n]{3,300})'|(?<value>[^\s"'`,;<>()[\]{}]{4,300}))/gi,
  ),
  secret(
    'password',
    'password',
    /(?:password|passwd|secret|api[_-]?key|access[_-]?key)["']?[ \t]{0,3}[:=][ \t]{0,3}["']?(?<value>(?=[^\s"'`,;]{0,200}\d)[^\s"'`,;<>()[\]{}]{8,200})/gi,
  ),
  secret(
    'token',
    'token',
    /(?:token|\b(?:session_?id|sid|credentials?|signature))["']?[ \t]{0,3}(?:[:=]|=>)[ \t]{0,3}["']?(?<value>(?=[^\s"'`,;]{0,200}\d)[^\s"'`,;<>()[\]{}]{8,300})/gi,
  ),
  printed(
    'password',
    'password',
    /(?<![\w-])--?(?:password|passwd|pass|token|auth|secret|api-?key|access-?key|auth-?token)[ =]["']?(?<value>(?!pass:)(?=[^\s"']{0,200}\d)[^\s"'<>-][^\s"'<>]{7,200})/gi,
  ),
  printed(
    'password',
    'password',
    /["':](?:pass|pwd|passphrase)["']?[ \t]{0,3}(?:=>|:)[ \t]{0,3}["'](?<value>[^"'\r\n]{4,200})["']/gi,
  ),
  printed(
    'password',
    'password',
    /\b(?:login|authenticate|basic_auth|auth)\([ \t]{0,3}["'][^"'\r\n]{1,80}["'],[ \t]{0,3}["'](?<value>[^"'\r\n]{4,200})["']/gi,
  ),
  printed(
    'token',
    'token',
    /["'][\w-]{0,40}(?:token|secret|password|api-?key|authorization)["'],[ \t]{0,3}["'](?<value>(?=[^"'\r\n]{0,300}\d)[^"'\s]{8,300})["']/gi,
  ),
  secret(
    'token',
    'API token',
    /(?<![\w-])(?!(?:sha\d{0,3}|md5|git|commit|rev|build|chunk|image|layer)[_-])[A-Za-z]{2,14}[_-](?:[A-Za-z0-9]{2,40}[_-]){0,2}(?=[0-9a-f]{0,39}[a-f])(?=[0-9a-f]{0,39}\d)[0-9a-f]{40,128}(?![\w.-])/g,
  ),
  secret(
    'token',
    'API token',
    /(?<![\w-])(?:access|secret|token|key)-[a-z]{2,20}-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}(?![\w-])/g,
  ),
  secret(
    'token',
    'API token',
    /(?<![\w-])(?:ATATT3[\w-]{50,300}=[0-9A-Fa-f]{8}|[01]\/\d{12,20}:[0-9a-f]{32}|v1\.0-[0-9a-f]{24}-[0-9a-f]{100,200}|dt0c01\.[A-Z2-7]{24}\.[A-Z2-7]{64})(?![\w-])/g,
  ),
  {
    ...secret(
      'token',
      'API token',
      /(?<![\w/+=$-]|(?:image|font|audio|video)\/[\w.+-]{1,40};base64,)(?!sha\d{1,3}-)[A-Za-z0-9_-]{24,400}(?:\.[A-Za-z0-9_-]{4,400}){0,2}={0,2}(?![\w/+=$-])/g,
    ),
    accepts: looksRandom,
  },
  personal(
    'email',
    'e-mail address',
    /(?<![\w.%+-])[A-Za-z0-9._%+-]{1,64}@(?!users\.noreply\.github\.com\b)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){0,6}\.[A-Za-z]{2,24}\b(?![:/])/g,
  ),
  personal(
    'private-ip',
    'private address',
    /(?<![\d.])(?:10\.\d{1,3}|192\.168|172\.(?:1[6-9]|2\d|3[01])|169\.254)\.\d{1,3}\.\d{1,3}(?![\d.])/g,
  ),
  personal('private-ip', 'private address', /(?<![\w:])f[cde][0-9a-f]{2}:[0-9a-f:]{2,40}(?![\w:])/gi),
  personal('home', 'home path', homePath),
];
