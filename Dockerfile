# entrasim as an image of nothing but its executable and the certificate authorities. `make image` builds it.
#
#   docker run --rm entrasim verify
#   docker run --rm -v "$PWD:/work" entrasim verify --target URL --token-file token.txt --allow-writes
#   docker run --rm -p 127.0.0.1:8080:8080 entrasim
#
# EXECUTABLE is the stage, or an image, that holds what goes in below /out. A machine without a registry names an image
# that it made itself.
ARG EXECUTABLE=build

FROM golang:1.26 AS build
WORKDIR /src
COPY go.mod go.sum ./
RUN go mod download
COPY . .
RUN CGO_ENABLED=0 go build -trimpath -ldflags='-s -w' -o /out/entrasim . \
 && install -D -m 644 /etc/ssl/certs/ca-certificates.crt /out/etc/ssl/certs/ca-certificates.crt \
 && install -d -m 1777 /out/work /out/tmp

FROM ${EXECUTABLE} AS executable

FROM scratch
COPY --from=executable /out/ /
USER 65534:65534
WORKDIR /work
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=3s --start-period=5s CMD ["/entrasim", "health"]
ENTRYPOINT ["/entrasim"]
CMD ["serve", "--listen", "0.0.0.0:8080"]
