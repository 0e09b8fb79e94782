# Not run where it was written: there is no Docker engine there. Issue I completes and tests it.
FROM node:24-trixie-slim AS build
WORKDIR /app
COPY package.json package-lock.json ./
COPY web/package.json web/
RUN npm ci --ignore-scripts
COPY . .
RUN npx nest build && npm run build -w web && npm prune --omit=dev --ignore-scripts

FROM node:24-trixie-slim
ENV NODE_ENV=production HOST=0.0.0.0 TALLENNE_DATA_DIR=/var/lib/tallenne/data TALLENNE_KEYS_DIR=/var/lib/tallenne/keys TALLENNE_LOG_COPY_URL=file:///var/lib/tallenne/log-copy
WORKDIR /app
COPY --from=build --chown=root:root /app/node_modules node_modules
COPY --from=build --chown=root:root /app/dist dist
COPY --from=build --chown=root:root /app/web/dist web/dist
COPY --from=build --chown=root:root /app/package.json /app/LICENSE ./
RUN install -d -o node -g node -m 0700 /var/lib/tallenne/data /var/lib/tallenne/keys /var/lib/tallenne/log-copy
USER node
EXPOSE 8080
HEALTHCHECK CMD ["node", "-e", "fetch('http://127.0.0.1:8080/readyz').then(a => process.exit(a.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js"]
