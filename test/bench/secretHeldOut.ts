import { at, type Kinds } from './secretDocumented';
import { makePicker, type Sample } from './secretSamples';

/**
 * Secrets that no rule was written for: the forms that providers' documentation and tools' manuals give, put down
 * without looking at the rules. Whoever extends the rules by one of these moves it to the set that they were made on
 * (secretDocumented.ts).
 */
const kinds: Kinds = {
  'Airtable personal token': (pick) => at(`pat${pick('word', 14)}.${pick('hex', 64)}`, 'Airtable 401 for $'),
  'Buildkite token': (pick) => at(`bkua_${pick('hex', 40)}`, 'POST /v2/builds 401 $'),
  'Cloudflare global key': (pick) => at(pick('hex', 37), 'X-Auth-Key: $'),
  'Datadog key': (pick) => at(pick('hex', 32), 'DD-API-KEY: $'),
  'Elastic key header': (pick) => at(`${pick('word', 58)}==`, 'Authorization: ApiKey $'),
  'Mailchimp key': (pick) => at(`${pick('hex', 32)}-us12`, 'mailchimp: wrong datacentre for $'),
  'New Relic key': (pick) => at(`NRAK-${pick('upper', 27)}`, 'newrelic rejected $'),
  'Terraform token': (pick) =>
    at(`${pick('word', 14)}.atlasv1.${pick('word', 67)}`, 'credentials "app.terraform.io" { token = "$" }'),
  'Braintree token': (pick) =>
    at(`access_token$production$${pick('word', 16)}$${pick('hex', 32)}`, 'gateway: #'),
  'Shippo key': (pick) => at(`shippo_live_${pick('hex', 40)}`, 'ShippoToken $'),
  'Okta header': (pick) => at(`00${pick('url', 40)}`, 'Authorization: SSWS $'),
  'Supabase token': (pick) => at(`sbp_${pick('hex', 40)}`, 'supabase link with $'),
  'Fly token': (pick) => at(`fm2_${pick('word', 120)}`, 'flyctl: FlyV1 $ expired'),
  'Mapbox secret': (pick) => at(`sk.eyJ1${pick('word', 60)}.${pick('url', 22)}`, 'GET /tilesets 403 $'),
  'Slack refresh token': (pick) => at(`xoxe-1-${pick('word', 147)}`, 'token_rotation failed $'),
  'Azure client secret': (pick) => at(`${pick('word', 3)}8Q~${pick('url', 34)}`, 'AZURE_CLIENT_SECRET=$'),
  'AWS session token': (pick) => at(`FwoGZXIvYXdzE${pick('word', 200)}`, 'x-amz-security-token: $'),
  'PGP key': (pick) =>
    at(
      pick('word', 64),
      `-----BEGIN PGP PRIVATE ${'KEY'} BLOCK-----\n\n$\n-----END PGP PRIVATE ${'KEY'} BLOCK-----`,
    ),
  'SQL Server password': (pick) =>
    at(pick('word', 14), 'Server=db;Database=shop;User Id=app;Password=$;Encrypt=yes'),
  '.netrc password': (pick) => at(pick('word', 20), 'machine api.example.com login jo password $'),
  'docker auth': (pick) => at(`${pick('word', 38)}==`, '{"auths":{"ghcr.io":{"auth":"$"}}}'),
  'curl user': (pick) => at(pick('word', 16), 'curl -u app:$ https://api.example.com/v1'),
  'short password flag': (pick) => at(pick('word', 16), 'mysql -uapp -p$ shop'),
  'symbol key': (pick) => at(pick('word', 14), '{:adapter=>"pg", :password=>"$"}'),
  'XML attribute': (pick) => at(pick('word', 14), '<add name="db" user="app" password="$" />'),
  'session cookie in Python': (pick) => at(pick('word', 32), "cookies={'sessionid': '$'}"),
  'e-mail address with a tag': (pick) => at(`jo+${pick('word', 4)}@mail.example.co.uk`, 'SMTP 550 <$>'),
  'link-local IPv6': (pick) => at(`fe80::${pick('hex', 4)}:${pick('hex', 4)}`, 'connect to $%eth0'),
  'user name in a Windows URL': (pick) => at(`jo${pick('hex', 5)}`, 'file:///C:/Users/$/shop/a.mjs:3:1'),
  'user name on a cluster': (pick) => at(`jo${pick('hex', 5)}`, '/export/home/$/shop/a.py", line 3'),
};

/** The same in each run. */
export function heldOutSamples(rounds = 4): readonly Sample[] {
  const pick = makePicker(17760704);
  return Array.from({ length: rounds }, () =>
    Object.entries(kinds).map(([kind, make]) => {
      const [text, secret] = make(pick);
      return { kind, text, secret };
    }),
  ).flat();
}
