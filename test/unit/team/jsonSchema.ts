/** The part of JSON Schema (draft 7) that media/team.schema.json uses. */
export interface Schema {
  readonly $ref?: string;
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly type?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly minItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: boolean;
  readonly required?: readonly string[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

/** Whether a value is what a schema describes; `root` holds the definitions. */
export function accepts(schema: Schema, value: unknown, root: Schema = schema): boolean {
  if (schema.$ref) {
    const target = root.definitions?.[schema.$ref.replace('#/definitions/', '')];
    if (!target) throw new Error(`no ${schema.$ref}`);
    if (!accepts(target, value, root)) return false;
  }
  if (schema.anyOf && !schema.anyOf.some((each) => accepts(each, value, root))) return false;
  if (schema.enum && !schema.enum.includes(value)) return false;
  if (schema.type && !isOf(schema.type, value)) return false;
  if (typeof value === 'string') {
    if (schema.pattern !== undefined && !new RegExp(schema.pattern, 'u').test(value)) return false;
    return value.length >= (schema.minLength ?? 0) && value.length <= (schema.maxLength ?? Infinity);
  }
  if (typeof value === 'number') {
    const above = value >= (schema.minimum ?? -Infinity) && value > (schema.exclusiveMinimum ?? -Infinity);
    return above && value <= (schema.maximum ?? Infinity);
  }
  if (Array.isArray(value)) {
    const { items } = schema;
    return (
      value.length >= (schema.minItems ?? 0) && value.every((each) => !items || accepts(items, each, root))
    );
  }
  return typeof value !== 'object' || value === null || acceptsObject(schema, Object.entries(value), root);
}

function acceptsObject(schema: Schema, entries: readonly [string, unknown][], root: Schema): boolean {
  const patterns = Object.entries(schema.patternProperties ?? {});
  const allKnown = entries.every(([key, value]) => {
    const known = [
      ...(schema.properties && Object.hasOwn(schema.properties, key) ? [schema.properties[key]] : []),
      ...patterns.filter(([pattern]) => new RegExp(pattern, 'u').test(key)).map(([, each]) => each),
    ];
    if (known.length === 0) return schema.additionalProperties !== false;
    return known.every((each) => each === undefined || accepts(each, value, root));
  });
  return allKnown && (schema.required ?? []).every((key) => entries.some(([each]) => each === key));
}

function isOf(type: string, value: unknown): boolean {
  if (type === 'array') return Array.isArray(value);
  if (type === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value);
  if (type === 'integer') return Number.isInteger(value);
  return typeof value === type;
}
