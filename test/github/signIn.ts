import { randomBytes } from 'node:crypto';
import type { Viewer } from './resolvers';

/** Device-code sign-in: GitHub's own, with everybody allowed in who asks. */
export class SignIn {
  readonly #devices = new Map<string, Viewer>();
  readonly #tokens = new Map<string, Viewer>();
  /** Who signs in next. */
  nextLogin: string;

  constructor(nextLogin: string) {
    this.nextLogin = nextLogin;
  }

  /** A token as a person would have got it by signing in. */
  grant(login: string, scopes: readonly string[]): string {
    const token = `gho_${randomBytes(18).toString('hex')}`;
    this.#tokens.set(token, { login, scopes });
    return token;
  }

  revoke(token: string): void {
    this.#tokens.delete(token);
  }

  viewerOf(authorization: string | undefined): Viewer | null {
    const token = /^(?:token|bearer)\s+(\S+)$/i.exec(authorization ?? '')?.[1];
    return token ? (this.#tokens.get(token) ?? null) : null;
  }

  deviceCode(parameters: URLSearchParams, url: string): object {
    const code = randomBytes(12).toString('hex');
    const scopes = (parameters.get('scope') ?? '').split(/[\s,]+/).filter(Boolean);
    this.#devices.set(code, { login: this.nextLogin, scopes });
    return {
      device_code: code,
      user_code: 'BATN-2026',
      verification_uri: `${url}/login/device`,
      expires_in: 900,
      interval: 1,
    };
  }

  accessToken(parameters: URLSearchParams): object {
    const code = parameters.get('device_code') ?? '';
    const viewer = this.#devices.get(code);
    if (!viewer) return { error: 'expired_token', error_description: 'The device code has expired.' };
    this.#devices.delete(code);
    return {
      access_token: this.grant(viewer.login, viewer.scopes),
      token_type: 'bearer',
      scope: viewer.scopes.join(','),
    };
  }
}
