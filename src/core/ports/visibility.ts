import type { RepositoryAddress } from './github';

/**
 * Whether everybody may read a repository, asked without any sign-in; false where that cannot be told. Says which scopes
 * a sign-in needs before there is one.
 */
export type IsPublic = (address: RepositoryAddress) => Promise<boolean>;
