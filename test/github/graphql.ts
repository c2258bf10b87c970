import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { GraphQLError } from 'graphql';
import {
  buildSchema,
  execute,
  parse,
  validate,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';
import type { Answer } from './faults';
import { Refusal } from './refusal';
import { createResolvers, type Viewer } from './resolvers';
import type { World } from './world';

/** GitHub's published schema. It repeats some fields, which plain building refuses. */
export function loadSchema(): GraphQLSchema {
  const file = path.join(__dirname, '../../node_modules/@octokit/graphql-schema/schema.graphql');
  return buildSchema(readFileSync(file, 'utf8'), { assumeValidSDL: true });
}

// A field that the schema has and the stand-in does not would read as null; that must not pass for an answer.
const known: GraphQLFieldResolver<unknown, unknown> = (source, args, context, info) => {
  const value = (source as Record<string, unknown>)[info.fieldName];
  if (value === undefined)
    throw new Error(`the stand-in does not know ${info.parentType.name}.${info.fieldName}`);
  return typeof value === 'function'
    ? (value as (...all: unknown[]) => unknown).call(source, args, context)
    : value;
};

export interface GraphQlRequest {
  readonly query: string;
  readonly variables?: Record<string, unknown>;
}

/** The name of the request's operation, for matching faults; `anonymous` when it has none or does not parse. */
export function operationName(query: string): string {
  return /^\s*(?:query|mutation)\s+(\w+)/.exec(query)?.[1] ?? 'anonymous';
}

export function answerGraphQl(
  schema: GraphQLSchema,
  world: World,
  viewer: Viewer,
  request: GraphQlRequest,
): Answer {
  let document;
  try {
    document = parse(request.query);
  } catch (error) {
    return { status: 200, body: { errors: [{ message: String(error) }] } };
  }
  const invalid = validate(schema, document);
  if (invalid.length > 0) return { status: 200, body: { errors: invalid.map((error) => error.toJSON()) } };
  const result = execute({
    schema,
    document,
    rootValue: createResolvers(world, viewer),
    variableValues: request.variables ?? {},
    fieldResolver: known,
  });
  if (result instanceof Promise) throw new Error('resolvers are synchronous');
  const errors = result.errors?.map(shown);
  return { status: 200, body: { data: result.data ?? null, ...(errors ? { errors } : {}) } };
}

function shown(error: GraphQLError): unknown {
  const cause = error.originalError;
  const json = error.toJSON();
  return cause instanceof Refusal ? { type: cause.type, ...json } : json;
}
