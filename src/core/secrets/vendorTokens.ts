/**
 * How services that document it write their keys: by a prefix, a fixed length or a check word of their own, so that
 * ordinary text is never taken for one. From the services' own pages and GitHub's list of supported patterns; every
 * repetition is bounded. What a service writes as its prefix and forty or more hexadecimal digits is known by its
 * shape (`rules.ts`) and not listed.
 */
const formats: readonly string[] = [
  // Code hosts, registries and builds
  String.raw`gl(?:dt|rt|rtr|cbt|ptt|ft|imt|agent|oas|soat|ffct|wt)-(?:t\d_)?[\w-]{20,64}(?:\.[\w.-]{4,40})?`,
  String.raw`GR1348941[\w-]{20,22}`,
  String.raw`AT(?:BB|CTT3)[\w=-]{24,300}`,
  String.raw`oy2[a-z0-9]{43}`,
  String.raw`cio(?=[A-Za-z]{0,31}\d)[A-Za-z0-9]{32}`,
  String.raw`CLOJARS_[a-z0-9]{60}`,
  String.raw`AKCp[A-Za-z0-9]{69,73}`,
  String.raw`cmVmdGtu[A-Za-z0-9]{56}`,
  String.raw`API-[A-Z0-9]{26,27}`,
  // Clouds
  String.raw`A(?:BIA|CCA)[A-Z2-7]{16}`,
  String.raw`ABSK[A-Za-z0-9+/]{100,270}={0,2}`,
  String.raw`LTAI[A-Za-z0-9]{12,24}`,
  String.raw`AKID[A-Za-z0-9]{32}`,
  String.raw`[\w.~]{3}\dQ~[\w.~-]{31,34}`,
  String.raw`[A-Za-z0-9+/]{33,76}(?:\+(?:ASt|ABa|AMC|ACR|AEh|ASb|ARm)|AIoT|ACDb|APIM|AzSe|AzCa|AzFu|AZEG)[A-Za-z0-9+/]{5,8}={0,2}`,
  String.raw`1\/\/0[\w-]{40,120}`,
  String.raw`HRKU-(?:AA[\w-]{58}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})`,
  String.raw`fm[12]_[\w+/=-]{80,700}|fo1_[\w-]{43}`,
  String.raw`nfp_[A-Za-z0-9]{36}`,
  String.raw`rnd_(?=[A-Za-z]{0,31}\d)[A-Za-z0-9]{32}`,
  String.raw`vercel_blob_rw_[A-Za-z0-9]{12,20}_[A-Za-z0-9]{24,40}`,
  String.raw`tskey-(?:api|auth|client|webhook|scim)-[A-Za-z0-9]{8,24}-[A-Za-z0-9]{16,48}`,
  String.raw`[A-Za-z0-9]{14}\.atlasv1\.[\w=-]{60,70}`,
  String.raw`sha256~[\w-]{43}`,
  String.raw`AQVN[\w-]{35,38}|y[0-3]_(?=[\w-]{0,50}[A-Z])(?=[\w-]{0,50}\d)[\w-]{50,120}`,
  // Databases
  String.raw`pscale_(?:tkn|pw|oauth)_[\w=.-]{32,64}`,
  String.raw`sb_secret_[\w-]{22,50}`,
  String.raw`napi_[a-z0-9]{64}`,
  String.raw`mdb_sa_sk_[\w-]{40}`,
  String.raw`essu_[\w+/=-]{40,120}`,
  // Models
  String.raw`gsk_[A-Za-z0-9]{52}`,
  String.raw`pplx-[A-Za-z0-9]{48}`,
  String.raw`api_org_[A-Za-z]{34}`,
  String.raw`lsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}`,
  String.raw`pcsk_\w{50,90}`,
  String.raw`tvly-[\w-]{20,60}`,
  // Watching
  String.raw`NR(?:AK|II|IQ|SP|AL)-[A-Za-z0-9_-]{27,32}|NRJS-[0-9a-f]{19}|NRRA-[0-9a-f]{42}|[0-9a-f]{36}(?:FFFF)?NRAL`,
  String.raw`glc_[A-Za-z0-9+/]{32,400}={0,2}|eyJrIjoi[A-Za-z0-9]{70,400}={0,3}`,
  String.raw`dt0[a-z]\d{2}\.[A-Z2-7]{8,24}\.[A-Z2-7]{64}`,
  String.raw`(?:api|sdk|mob)-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`,
  // Mail, chat and work
  String.raw`[0-9a-f]{32}-us\d{1,2}`,
  String.raw`[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}`,
  String.raw`x(?:key|smtp)sib-[0-9a-f]{64}-[A-Za-z0-9]{16}`,
  String.raw`re_(?=\w{0,32}\d)[A-Za-z0-9]{8}_[A-Za-z0-9]{24}`,
  String.raw`md-(?=[\w-]{0,21}\d)(?=[\w-]{0,21}[A-Z])[\w-]{22}`,
  String.raw`KEY[0-9A-F]{32}_[A-Za-z0-9]{22}`,
  String.raw`AAAA[\w-]{7}:[\w-]{140}`,
  String.raw`sl\.(?:u\.)?[\w-]{100,1200}`,
  String.raw`pat[A-Za-z0-9]{14}\.[0-9a-f]{64}`,
  String.raw`pk_\d{4,12}_[A-Z0-9]{32}`,
  String.raw`pat-(?:na|eu|ap)\d-[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}`,
  String.raw`dG9rO[A-Za-z0-9+/]{50,80}={0,2}`,
  String.raw`00D[A-Za-z0-9]{12,15}![\w.]{80,130}`,
  String.raw`1000\.[0-9a-f]{32}\.[0-9a-f]{32}`,
  String.raw`CFPAT-[\w-]{43}`,
  String.raw`tfp_[\w.=-]{40,70}`,
  String.raw`rdme_[a-z0-9]{70}`,
  String.raw`pn[ub]_[A-Za-z0-9]{36}`,
  String.raw`fio-u-[\w=-]{64}`,
  String.raw`ops_eyJ[A-Za-z0-9+/]{250,1500}={0,3}`,
  String.raw`A3-[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}`,
  String.raw`p8e-[A-Za-z0-9]{32}`,
  // Money and parcels
  String.raw`access_token\$(?:production|sandbox)\$[a-z0-9]{16}\$[0-9a-f]{32}`,
  String.raw`FLWSECK(?:_TEST)?-[0-9a-f]{32}-X`,
  String.raw`EZ[AT]K[A-Za-z0-9]{54}`,
  String.raw`duffel_(?:test|live)_[\w=-]{43}`,
  String.raw`(?:live|test)_(?:pub_)?[0-9a-f]{35}`,
  String.raw`ico-[A-Za-z0-9]{32}`,
  String.raw`[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk`,
  String.raw`sk\.eyJ[\w-]{50,300}\.[\w-]{20,60}`,
];

/** A name of many words is no key: a key that long has a digit in it. */
export function hasDigit(key: string): boolean {
  return /\d/.test(key) || key.startsWith('api_org_');
}

/** What looks like a key of one of them, whole. */
export const vendorToken = new RegExp(String.raw`(?<![\w/+=$.-])(?:${formats.join('|')})(?![\w/+=-])`, 'g');
