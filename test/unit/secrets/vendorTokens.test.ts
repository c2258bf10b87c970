import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/core/secrets/redactor';
import { hasDigit, vendorToken } from '../../../src/core/secrets/vendorTokens';
import { assertLinear } from '../growth';

// Put together here, so that no scanner takes this file for a leak.
const of = (signs: string, length: number): string => signs.repeat(length).slice(0, length);
const hex = (length: number): string => of('3f2b9c1d4e5a6807', length);
const lower = (length: number): string => of('k3j9x0qpa7', length);
const mixed = (length: number): string => of('aB3xK9qZ7m', length);
const upper = (length: number): string => of('K3J9X0QPA7', length);
const base32 = (length: number): string => of('K3J7X2QPA4', length);
const uuid = `${hex(8)}-${hex(4)}-${hex(4)}-${hex(4)}-${hex(12)}`;

const documented: Readonly<Record<string, string>> = {
  'a GitLab deploy token': `gldt-${mixed(20)}`,
  'a GitLab runner token': `glrt-t1_${mixed(20)}`,
  'a GitLab job token': `glcbt-64_${mixed(20)}`,
  'a GitLab registration token': `GR1348941${mixed(20)}`,
  'a Bitbucket app password': `ATBB${mixed(32)}`,
  'a NuGet key': `oy2${lower(43)}`,
  'a crates.io token': `cio${mixed(32)}`,
  'a Clojars token': `CLOJARS_${lower(60)}`,
  'an Artifactory key': `AKCp${mixed(69)}`,
  'an Octopus key': `API-${upper(26)}`,
  'an AWS bearer id': `ABIA${base32(16)}`,
  'a Bedrock key': `ABSK${mixed(109)}=`,
  'an Alibaba key id': `LTAI${mixed(20)}`,
  'a Tencent key id': `AKID${mixed(32)}`,
  'an Entra client secret': `aB~8Q~${mixed(34)}`,
  'an Azure storage key': `${mixed(76)}+ASt${mixed(6)}==`,
  'a Google refresh token': `1//0${mixed(60)}`,
  'a Heroku key': `HRKU-${uuid}`,
  'a Fly token': `fm2_${mixed(120)}`,
  'a Netlify token': `nfp_${mixed(36)}`,
  'a Tailscale key': `tskey-auth-${mixed(12)}-${mixed(32)}`,
  'a Terraform token': `${mixed(14)}.atlasv1.${mixed(64)}`,
  'an OpenShift token': `sha256~${mixed(43)}`,
  'a PlanetScale password': `pscale_pw_${mixed(43)}`,
  'a Supabase key': `sb_secret_${mixed(31)}`,
  'a Neon key': `napi_${lower(64)}`,
  'a Groq key': `gsk_${mixed(52)}`,
  'a Perplexity key': `pplx-${mixed(48)}`,
  'a LangSmith key': `lsv2_pt_${hex(32)}_${hex(10)}`,
  'a Pinecone key': `pcsk_${mixed(60)}`,
  'a New Relic user key': `NRAK-${upper(27)}`,
  'a New Relic licence': `${hex(36)}FFFFNRAL`,
  'a Grafana Cloud token': `glc_${mixed(60)}==`,
  'a Dynatrace token': `dt0s16.${base32(8)}.${base32(64)}`,
  'a LaunchDarkly key': `sdk-${uuid}`,
  'a Mailchimp key': `${hex(32)}-us14`,
  'a Mailgun key': `${hex(32)}-${hex(8)}-${hex(8)}`,
  'a Brevo key': `xkeysib-${hex(64)}-${mixed(16)}`,
  'a Resend key': `re_${mixed(8)}_${mixed(24)}`,
  'a Firebase server key': `AAAA${mixed(7)}:${mixed(140)}`,
  'a Dropbox token': `sl.${mixed(130)}`,
  'an Airtable token': `pat${mixed(14)}.${hex(64)}`,
  'a ClickUp token': `pk_12345_${upper(32)}`,
  'a HubSpot token': `pat-na1-${uuid}`,
  'a Salesforce session': `00D${mixed(15)}!${mixed(96)}`,
  'a Zoho token': `1000.${hex(32)}.${hex(32)}`,
  'a Contentful token': `CFPAT-${mixed(43)}`,
  'a 1Password secret key': `A3-${upper(6)}-${upper(11)}-${upper(5)}-${upper(5)}-${upper(5)}`,
  'a Braintree token': `access_token$production$${lower(16)}$${hex(32)}`,
  'a Flutterwave key': `FLWSECK_TEST-${hex(32)}-X`,
  'a Mapbox token': `sk.eyJ${mixed(80)}.${mixed(22)}`,
};

describe('keys as services document them', () => {
  for (const [what, secret] of Object.entries(documented))
    it(`are hidden whole: ${what}`, () => {
      for (const text of [`using ${secret} now`, `key="${secret}"`, `failed with ${secret}`]) {
        const shown = createRedactor().text(text);
        assert.ok(!shown.includes(secret.slice(-6)) && !shown.includes(secret.slice(0, 12)), shown);
      }
    });

  it('are known by their format, not by chance', () => {
    for (const [what, secret] of Object.entries(documented))
      assert.deepEqual([...`a ${secret} b`.matchAll(vendorToken)].map(String), [secret], what);
  });

  it('are no names, hashes, ids or versions', () => {
    for (const line of [
      `commit ${hex(40)} of index ${hex(7)}..${hex(7)}`,
      `trace-id ${hex(32)}, request ${uuid}, etag W/"${hex(32)}"`,
      'integrity sha512-Swi4N7Edy1Eqq82GxgEECXSSLyn6GOb5htRFPzBDdUkECGXtlf12ynO5oJSpWK==',
      'md-autocomplete-suggestion-box re_validate_input_fields_again',
      'class cioDataTransferObjectMapperFactory extends AccaSerializerFactoryBean',
      'test_a_refund_is_paid_once_only live_reload_the_page_when_a_file_changes',
      'sb_secret_of_the_second_bank_account tvly-some-words-joined-by-hyphens gldt-a-class-name-of-css',
      'sdk-build-tools-34 api-gateway-7d9c6f5b8d-x2k4q pat-generator sl.example.com',
      'rnd_walk_through_the_graph y1_coordinate_of_the_upper_left_corner_of_the_rectangle_drawn',
      'image: registry.example/app@sha256:3f2b9c1d4e5a6807 API-COMPATIBILITY-LEVEL',
      'at io.netty.channel.nio.AbstractNioByteChannel$NioByteUnsafe.read(AbstractNioByteChannel.java:148)',
    ])
      assert.deepEqual([...line.matchAll(vendorToken)].map(String).filter(hasDigit), [], line);
  });

  it('are looked for in time that grows with the length of the text', () => {
    for (const part of [
      'a'.repeat(64),
      `${mixed(33)}+AS`,
      'sl.',
      '1//0',
      'gldt-',
      `${hex(32)}-`,
      'A3-K3J9X0-',
      '.',
    ])
      assertLinear((size) => part.repeat(size).replace(vendorToken, ''), 1_000, part);
  });
});
