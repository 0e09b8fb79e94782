import { Body, Controller, Get, Param, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { Action, CurrentRequester, format, type Requester } from '../../platform/http/index.js';
import { ChangeProcessor } from './change-processor.js';
import {
  newProcessor,
  processorChange,
  processorList,
  type NewProcessor,
  type ProcessorChange,
  type ProcessorList,
} from './processors.schemas.js';
import { ReadProcessors } from './read-processors.js';

/** Who processes personal data for the controller (GDPR art. 28). */
@ApiTags('register')
@Controller('processors')
export class ProcessorsController {
  constructor(
    private readonly readProcessors: ReadProcessors,
    private readonly changeProcessor: ChangeProcessor,
  ) {}

  @Get()
  @Action('list', 'Processor')
  @ApiOkResponse({ standardSchema: processorList })
  list(): Promise<ProcessorList> {
    return this.readProcessors.list();
  }

  @Get(':id/versions')
  @Action('list', 'Processor')
  @ApiOkResponse({ standardSchema: processorList })
  versions(@Param('id', { schema: format.id }) id: string): Promise<ProcessorList> {
    return this.readProcessors.versions(id);
  }

  @Post()
  @Action('change', 'Processor')
  @ApiCreatedResponse({ standardSchema: processorList })
  async enter(
    @Body({ schema: newProcessor }) wanted: NewProcessor,
    @CurrentRequester() requester: Requester,
  ): Promise<ProcessorList> {
    return this.readProcessors.versions(await this.changeProcessor.enter(wanted, requester));
  }

  @Put(':id')
  @Action('change', 'Processor')
  @ApiOkResponse({ standardSchema: processorList })
  async change(
    @Param('id', { schema: format.id }) id: string,
    @Body({ schema: processorChange }) wanted: ProcessorChange,
    @CurrentRequester() requester: Requester,
  ): Promise<ProcessorList> {
    await this.changeProcessor.change(id, wanted, requester);
    return this.readProcessors.versions(id);
  }
}
