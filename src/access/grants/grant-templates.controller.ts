import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { ChangeTemplate } from './change-template.js';
import { GrantTemplates, templateViewOf } from './grant-templates.js';
import {
  newTemplate,
  templateList,
  templateView,
  type NewTemplate,
  type TemplateView,
} from './grant-templates.schemas.js';

@ApiTags('access')
@Controller('grant-templates')
export class GrantTemplatesController {
  constructor(
    private readonly templates: GrantTemplates,
    private readonly changeTemplate: ChangeTemplate,
  ) {}

  @Get()
  @Action('list', 'GrantTemplate')
  @ApiOkResponse({ standardSchema: templateList })
  async list(): Promise<{ items: TemplateView[]; nextCursor: null }> {
    return { items: await this.templates.list(), nextCursor: null };
  }

  @Post()
  @Action('change', 'GrantTemplate')
  @ApiCreatedResponse({ standardSchema: templateView })
  async create(
    @Body({ schema: newTemplate }) wanted: NewTemplate,
    @CurrentRequester() requester: Requester,
  ): Promise<TemplateView> {
    return templateViewOf(await this.changeTemplate.create(wanted, requester));
  }

  @Put(':id')
  @Action('change', 'GrantTemplate')
  @ApiOkResponse({ standardSchema: templateView })
  async replace(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: newTemplate }) wanted: NewTemplate,
    @CurrentRequester() requester: Requester,
  ): Promise<TemplateView> {
    return templateViewOf(await this.changeTemplate.replace(id, wanted, requester));
  }

  @Delete(':id')
  @HttpCode(204)
  @Action('change', 'GrantTemplate')
  @ApiNoContentResponse()
  async remove(
    @Param('id', { schema: format.id }) id: string,
    @CurrentRequester() requester: Requester,
  ): Promise<void> {
    await this.changeTemplate.remove(id, requester);
  }
}
