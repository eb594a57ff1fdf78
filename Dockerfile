# Builds with everything, runs with what production needs. See docs/deployment.md.
FROM node:20-bookworm-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts
COPY tsconfig.json app.yml ./
COPY prisma ./prisma
COPY src ./src
COPY docs/schema ./docs/schema
# With the optional ones goes what tools of the build offer to packages that can do without (TypeScript, Prisma's command line).
RUN npm run --silent build && npm prune --omit=dev --omit=optional --ignore-scripts

FROM node:20-bookworm-slim
# Git reads repositories; certificates are what it trusts GitHub by.
RUN apt-get update \
  && apt-get install -y --no-install-recommends git ca-certificates \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /app
COPY --from=build /build/package.json /build/app.yml ./
COPY --from=build /build/node_modules ./node_modules
COPY --from=build /build/prisma ./prisma
COPY --from=build /build/docs ./docs
COPY --from=build /build/dist ./dist
RUN install -d -o node -g node -m 0700 /data
USER node
ENV NODE_ENV=production HOLDFAST_HOME=/data HOLDFAST_CACHE=/data/cache HOST=0.0.0.0 PORT=3000
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
  CMD ["node", "-e", "fetch('http://127.0.0.1:' + process.env.PORT + '/healthz').then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=32", "dist/cli.js"]
CMD ["serve"]
