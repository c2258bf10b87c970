import { printed, secret, type Rule } from './rule';

/** What files and servers write in a form of their own: hashes of passwords, cookies of sessions, lines of `.netrc`. */
export const formatSecrets: readonly Rule[] = [
  // A PEM file in base64, as in a kubeconfig; certificates and public keys begin in another way.
  secret(
    'private-key',
    'private key',
    /(?<![\w+/])LS0tLS1CRUdJTiB(?!DRVJU|QVUJMSUM)[A-Za-z0-9+/]{40,20000}={0,2}/g,
  ),
  secret(
    'private-key',
    'private key',
    /\bPrivate-Lines: \d{1,3}(?<value>(?:\s{1,4}[A-Za-z0-9+/=]{16,80}){1,200})/g,
  ),
  secret(
    'password',
    'hash of a password',
    /(?<![\w$])(?:\$2[abxy]\$\d{2}\$[./A-Za-z0-9]{53}|\$(?:1|5|6|y|7|apr1)\$(?:rounds=\d{1,9}\$)?[./A-Za-z0-9]{1,20}\$[./A-Za-z0-9$]{20,120}|\$argon2(?:id|i|d)\$[\w=,$+/.-]{30,300}|pbkdf2_sha\d{1,3}\$\d{1,9}\$[\w+/=-]{6,60}\$[\w+/=]{20,120}|\{S?SHA(?:256|512)?\}[A-Za-z0-9+/]{26,120}={0,2})/g,
  ),
  secret(
    'cookie',
    'cookie',
    /(?<![\w.-])(?:PHPSESSID|JSESSIONID|ASP\.NET_SessionId|ASPSESSIONID[A-Z]{8}|connect\.sid|laravel_session|sessionid|session_id|_session|csrftoken|XSRF-TOKEN|remember_token|_gh_sess|user_session|__(?:Secure|Host)-[\w.-]{1,40}|\.AspNet(?:Core)?\.[\w.]{1,60}|[Ww]ordpress_(?:sec|logged_in)_[0-9a-f]{32})=(?<value>(?=[^\s;,"'&]{0,200}\d)[^\s;,"'&<>]{12,4000})/g,
  ),
  secret(
    'password',
    'password of .netrc',
    /\b(?:machine\s{1,5}\S{1,200}|default)\s{1,20}login\s{1,5}\S{1,200}\s{1,20}(?:account\s{1,5}\S{1,200}\s{1,20})?password\s{1,5}(?<value>\S{2,200})/g,
  ),
  secret(
    'password',
    'password of .pgpass',
    /(?<![\w./])[\w.*-]{1,100}:(?:[56]4\d{2}|\*):[\w*-]{1,60}:[\w*.-]{1,60}:(?<value>[^\s:]{3,100})/g,
  ),
  secret(
    'url-credentials',
    'password in an address',
    /\bjdbc:oracle:(?:thin|oci8?):[\w.$#-]{1,60}\/(?<value>[^@\s"']{1,100})@/g,
  ),
  secret(
    'url-credentials',
    'token in an address',
    /\bhttps?:\/\/(?<value>(?=[\w-]{0,200}\d)[\w-]{20,250})@(?=[\w-])/g,
  ),
  printed(
    'url-credentials',
    'password before a host',
    /(?<![\w:/.@-])[\w.-]{1,40}:(?<value>(?=[^\s:/@"']{0,99}\d)[^\s:/@"'<>()]{3,100})@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}:\d{2,5}(?!\d)/g,
  ),
  secret(
    'token',
    'webhook address',
    /\bhttps:\/\/[^\s/"'<>]{1,100}\/hooks\/(?<value>(?=[a-z]{0,25}\d)[a-z0-9]{26})\b/g,
  ),
  secret('token', 'bot token', /\/bot(?<value>\d{8,10}:AA[\w-]{33})(?![\w-])/g),
  secret('token', 'account token', /\bAC[0-9a-f]{32}:(?<value>[0-9a-f]{32})\b/g),
  secret('token', 'unseal key', /\b(?:Unseal|Recovery) Key \d{1,2}: (?<value>[A-Za-z0-9+/]{32,90}={0,2})/g),
  secret(
    'token',
    'one-time code',
    /\b(?:otp|one-time (?:code|password)|verification code|2fa code)["']?(?: code)?[ \t]{0,2}(?:[:=]|is)[ \t]{0,2}["']?(?<value>\d{4,8})\b/gi,
  ),
  // Of npm, and of Docker's and Composer's files.
  secret(
    'token',
    'registry password',
    /(?<![\w-])_auth["']?[ \t]{0,3}=[ \t]{0,3}["']?(?<value>[A-Za-z0-9+/]{8,500}={0,2})/g,
  ),
  secret(
    'token',
    'registry password',
    /"auth"\s{0,3}:\s{0,3}"(?<value>(?=[A-Za-z+/]{0,500}[\d=])[A-Za-z0-9+/]{8,500}={0,2})"/g,
  ),
  secret(
    'token',
    'registry token',
    /"(?:github|gitlab)-(?:oauth|token)"\s{0,5}:\s{0,5}\{\s{0,20}"[^"\s]{1,100}"\s{0,5}:\s{0,5}"(?<value>[^"\s]{8,300})"/g,
  ),
];
