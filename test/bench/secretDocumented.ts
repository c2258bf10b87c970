/** Random letters of an alphabet. */
export type Pick = (from: 'word' | 'hex' | 'upper' | 'digits' | 'url', length: number) => string;
export type Kinds = Readonly<Record<string, (pick: Pick) => readonly [text: string, secret: string]>>;

/** Forms that providers' documentation and tools' manuals give, on which the general rules were made. */
export const documented: Kinds = {
  'Atlassian API token': (pick) =>
    at(`ATATT3xFfGF0${pick('url', 170)}=${pick('hex', 8)}`, 'token rejected: $'),
  'Asana token': (pick) => at(`1/${pick('digits', 16)}:${pick('hex', 32)}`, 'asana.Client.access_token("$")'),
  'CircleCI token': (pick) => at(`CCIPAT_${pick('word', 22)}_${pick('hex', 40)}`, 'Circle-Token: $'),
  'Cloudflare origin key': (pick) =>
    at(`v1.0-${pick('hex', 24)}-${pick('hex', 146)}`, 'X-Auth-User-Service-Key: $'),
  'Dynatrace token': (pick) =>
    at(`dt0c01.${pick('upper', 24)}.${pick('upper', 64)}`, 'Api-Token $ is invalid'),
  'Brevo key': (pick) => at(`xkeysib-${pick('hex', 64)}-${pick('word', 16)}`, "{ 'api-key': '$' }"),
  'Postmark token': (pick) => at(uuid(pick), 'X-Postmark-Server-Token: $'),
  'Pulumi token': (pick) => at(`pul-${pick('hex', 40)}`, 'error: PULUMI login with $ failed'),
  'Facebook token': (pick) => at(`EAACEdEose0cBA${pick('word', 120)}`, 'OAuthException for $'),
  'Plaid token': (pick) => at(`access-production-${uuid(pick)}`, 'INVALID_ACCESS_TOKEN $'),
  'Typeform token': (pick) => at(`tfp_${pick('word', 44)}_${pick('word', 14)}`, 'typeform 403: $'),
  'PlanetScale password': (pick) => at(`pscale_pw_${pick('url', 43)}`, 'mysql: access denied using $'),
  'Netlify token': (pick) => at(`nfp_${pick('word', 40)}`, 'netlify deploy --auth $'),
  'Doppler CLI token': (pick) => at(`dp.pt.${pick('word', 43)}`, 'doppler run --token $'),
  'Discord bot token': (pick) =>
    at(`MTE${pick('word', 23)}.G${pick('word', 5)}.${pick('url', 38)}`, 'client.login($)'),
  'Sentry DSN': (pick) => at(pick('hex', 32), 'dsn=https://$@o17.ingest.sentry.io/42'),
  'Azure SAS': (pick) =>
    at(`${pick('word', 43)}%3D`, 'https://x.blob.core.windows.net/c?sv=2022-11-02&sr=c&sig=$'),
  'Google service account': (pick) =>
    at(
      pick('word', 64),
      `"private_key": "-----BEGIN PRIVATE ${'KEY'}-----\\n$\\n-----END PRIVATE ${'KEY'}-----\\n"`,
    ),
  'JDBC password': (pick) => at(pick('word', 14), 'jdbc:postgresql://db:5432/shop?user=app&password=$'),
  'SRV password': (pick) => at(pick('word', 16), 'mongodb+srv://app:$@cluster0.abcde.mongodb.net/shop'),
  '.npmrc token': (pick) => at(uuid(pick), '//registry.example.com/:_authToken=$'),
  'kubeconfig key': (pick) => at(pick('word', 120), 'client-key-data: $'),
  'password flag': (pick) => at(pick('word', 16), 'mysqldump --user app --password $ shop'),
  PGPASSWORD: (pick) => at(pick('word', 14), 'PGPASSWORD=$ psql -h db shop'),
  'PHP array': (pick) => at(pick('word', 14), "array('user' => 'app', 'pass' => '$')"),
  'SMTP argument': (pick) => at(pick('word', 16), "smtp.login('app', '$')"),
  'header as a pair': (pick) => at(pick('url', 40), "('X-Vault-Token', '$')"),
  'carrier address': (pick) =>
    at(`172.${16 + (Number(pick('digits', 1)) % 10)}.0.7`, 'dial tcp $:6379: refused'),
  'user name in a UNC path': (pick) => at(`jo${pick('hex', 5)}`, '\\\\files\\Users\\$\\shop\\a.js'),
  'user name in WSL': (pick) => at(`jo${pick('hex', 5)}`, '/mnt/c/Users/$/shop/a.js'),
};

/** `$` (or `#`, where the secret has such a sign itself) is where it stands. */
export function at(secret: string, text: string): readonly [string, string] {
  const sign = text.includes('$') ? '$' : '#';
  return [text.replace(sign, () => secret), secret];
}

export function uuid(pick: Pick): string {
  return [8, 4, 4, 4, 12].map((length) => pick('hex', length)).join('-');
}
