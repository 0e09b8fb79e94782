import { Readable } from 'node:stream';
import { Controller, Get, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiCreatedResponse, ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { CurrentPermissions, type Permissions } from '../../access/index.js';
import { StaffDirectory } from '../../identity/index.js';
import {
  BYTES_BODY,
  Action,
  CurrentRequester,
  format,
  type RequestInHand,
  type Requester,
} from '../../platform/http/index.js';
import { AttachFile } from './attach-file.js';
import { attachmentDisposition } from './attachment-disposition.js';
import { attachedFile, documentList, type AttachedFile, type DocumentList } from './documents.schemas.js';
import { ListDocuments } from './list-documents.js';
import { OpenDocument } from './open-document.js';

const upload = {
  type: 'object' as const,
  required: ['file'],
  properties: { file: { type: 'string' as const, format: 'binary' } },
};

/** The files of a case. */
@ApiTags('rights')
@Controller('rights-requests/:id')
export class DocumentsController {
  constructor(
    private readonly attachFile: AttachFile,
    private readonly listDocuments: ListDocuments,
    private readonly openDocument: OpenDocument,
    private readonly staff: StaffDirectory,
  ) {}

  @Post('attachments')
  @Action('register', 'RightsCase')
  @ApiConsumes('multipart/form-data')
  @ApiBody({ schema: upload })
  @ApiCreatedResponse({ standardSchema: attachedFile })
  attach(
    @Param('id', { schema: format.id }) id: string,
    @Req() request: RequestInHand,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<AttachedFile> {
    return this.attachFile.execute(id, request, requester, permissions);
  }

  @Get('documents')
  @Action('read', 'RightsCase')
  @ApiOkResponse({ standardSchema: documentList })
  async list(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<DocumentList> {
    const documents = await this.listDocuments.execute(id, requester, permissions);
    const names = await this.staff.names(documents.flatMap(({ createdBy }) => createdBy ?? []));
    return { items: documents.map(one => ({ ...one, creatorName: names.get(one.createdBy ?? '') ?? null })) };
  }

  @Get('documents/:documentId')
  @Action('read', 'RightsCase')
  @ApiProduces('*/*')
  @ApiOkResponse({ ...BYTES_BODY, description: 'The file as it came or was made.' })
  async open(
    @Param('id', { schema: format.id }) id: string,
    @Param('documentId', { schema: format.id }) documentId: string,
    @Res() reply: FastifyReply,
    @CurrentRequester() requester: Requester,
    @CurrentPermissions() permissions: Permissions,
  ): Promise<void> {
    const { name, mediaType, sizeBytes, bytes } = await this.openDocument.execute(
      id,
      documentId,
      requester,
      permissions,
    );
    void reply
      .header('content-type', mediaType)
      .header('content-length', sizeBytes)
      .header('content-disposition', attachmentDisposition(name))
      .header('cache-control', 'no-store')
      .header('x-content-type-options', 'nosniff')
      .send(Readable.from(bytes));
  }
}
