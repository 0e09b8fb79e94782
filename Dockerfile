# Not run where it was written: there is no container engine there. test/e2e/deployment.spec.ts goes through its steps without one.
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --ignore-scripts --prefer-offline --no-audit --no-fund
COPY . .
RUN npx nest build && npm run build -w web

# What the server itself needs: nothing of development, nothing of the client, which is built; no embedded PostgreSQL and no second Node.
FROM node:24-trixie-slim AS packages
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --omit=dev --omit=optional --workspaces=false --ignore-scripts --prefer-offline --no-audit --no-fund

FROM node:24-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 TALLENNE_DATA_DIR=/var/lib/tallenne/data TALLENNE_KEYS_DIR=/var/lib/tallenne/keys TALLENNE_LOG_COPY_URL=file:///var/lib/tallenne/log-copy
WORKDIR /app
COPY --from=packages --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist/src dist/src
COPY --from=build --chown=root:root /app/dist/migrations dist/migrations
COPY --from=build --chown=root:root /app/web/dist web/dist
COPY --from=build --chown=root:root /app/package.json /app/LICENSE ./
RUN install -d -o node -g node -m 0700 /var/lib/tallenne/data /var/lib/tallenne/keys /var/lib/tallenne/log-copy
USER node
EXPOSE 8080
HEALTHCHECK --interval=5s --timeout=3s --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
