import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import { z } from 'zod';
import { describeRefusals } from './openapi-refusals.js';

/** The OpenAPI 3.1 document of all routes, from the same schemas that check requests. */
export function openApiDocument(app: NestFastifyApplication): OpenAPIObject {
  const description = new DocumentBuilder()
    .setTitle('Tallenne')
    .setDescription(
      'Custody of the call recordings of service desks. Errors are problem answers (RFC 9457) with a stable code.',
    )
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .addBearerAuth()
    .build();
  const standardSchemaConverter = (schema: unknown, { schemaType }: { schemaType: 'input' | 'output' }) =>
    schema instanceof z.ZodType ? { schema: jsonSchemaOf(schema, schemaType) } : undefined;
  return describeRefusals(SwaggerModule.createDocument(app, description, { standardSchemaConverter }));
}

/** Serves the document at `/api/openapi.json` and shows it at `/api/docs`. */
export function serveOpenApi(app: NestFastifyApplication): void {
  const options = { jsonDocumentUrl: 'api/openapi.json', raw: ['json'] as 'json'[] };
  SwaggerModule.setup('api/docs', app, () => openApiDocument(app), options);
}

function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): object {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io, target: 'draft-2020-12', unrepresentable: 'any' });
  return rest;
}
