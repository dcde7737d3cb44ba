# Builds a function as sam build asks for it: one target for each, named build-<logical id>. Included by the Makefile beside a
# project. Native code is for the machine that builds: build where the architecture is the one you deploy.
PROJECT := $(wildcard $(dir $(abspath $(firstword $(MAKEFILE_LIST))))*.csproj)
RUNTIME := $(if $(filter aarch64 arm64,$(shell uname -m)),linux-arm64,linux-x64)

build-%:
	dotnet publish "$(PROJECT)" --configuration Release --runtime $(RUNTIME) -p:PublishAot=true --output "$(ARTIFACTS_DIR)/publish"
	mv "$(ARTIFACTS_DIR)/publish/bootstrap" "$(ARTIFACTS_DIR)/bootstrap"
	rm -r "$(ARTIFACTS_DIR)/publish"
