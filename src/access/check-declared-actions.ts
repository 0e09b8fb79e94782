import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { ROUTE_OPENING, type RouteOpening } from '../platform/http/index.js';
import { VOCABULARY } from './subjects.js';

/** Stops the start when a route declares an action that the rules do not know. */
@Injectable()
export class CheckDeclaredActions implements OnModuleInit {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onModuleInit(): void {
    for (const { metatype } of this.discovery.getControllers()) {
      if (typeof metatype !== 'function') continue;
      const prototype = metatype.prototype as object;
      for (const method of this.scanner.getAllMethodNames(prototype)) this.#check(metatype.name, method, prototype);
    }
  }

  #check(controller: string, method: string, prototype: object): void {
    const handler: unknown = Reflect.get(prototype, method);
    if (typeof handler !== 'function') return;
    const opening = this.reflector.get<RouteOpening | undefined>(ROUTE_OPENING, handler);
    if (opening?.to !== 'action') return;
    const { verb, subject } = opening.action;
    if (!VOCABULARY[subject]?.includes(verb)) {
      throw new Error(`${controller}.${method} declares "${verb} ${subject}", which access/subjects.ts does not know.`);
    }
  }
}
