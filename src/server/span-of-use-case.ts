import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { defer, from, lastValueFrom, type Observable } from 'rxjs';
import { inSpan, tracesAreMade } from '../platform/measure/index.js';

/** A span for what a route does once it is known who asks, and that they may. */
@Injectable()
export class SpanOfUseCase implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (!tracesAreMade()) return next.handle();
    const name = `${context.getClass().name}.${context.getHandler().name}`;
    const facts = { 'tallenne.use_case': name };
    return defer(() => from(inSpan(name, facts, () => lastValueFrom(next.handle(), { defaultValue: undefined }))));
  }
}
