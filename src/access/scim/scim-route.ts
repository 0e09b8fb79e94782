import { applyDecorators, Header } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { Action } from '../../platform/http/index.js';
import { scimAnswer } from './scim.schemas.js';

const SCIM_JSON = 'application/scim+json; charset=utf-8';

/** A route for the client that keeps the directory, answered in SCIM's media type (RFC 7644 §3.1). */
export function ScimRoute({ creates = false } = {}): MethodDecorator {
  const described = creates ? ApiCreatedResponse : ApiOkResponse;
  return applyDecorators(
    Action('provision', 'Directory'),
    Header('content-type', SCIM_JSON),
    described({ standardSchema: scimAnswer }),
  );
}
