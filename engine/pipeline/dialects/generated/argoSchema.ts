// The schema of the format argo as a value; generated from schemas/dialects/argo.schema.json by scripts/generate.ts.
import type { JsonSchema } from '../../../domain/jsonSchema.ts';

export const argoSchema: JsonSchema = {
  "title": "Argo Workflows",
  "type": "object",
  "required": [
    "apiVersion",
    "kind",
    "metadata",
    "spec"
  ],
  "x-misspelt": true,
  "properties": {
    "apiVersion": {
      "description": "`argoproj.io/v1alpha1`",
      "type": "string"
    },
    "kind": {
      "description": "What this is.",
      "type": "string",
      "enum": [
        "Workflow",
        "WorkflowTemplate",
        "ClusterWorkflowTemplate",
        "CronWorkflow"
      ]
    },
    "metadata": {
      "description": "Name, labels and annotations.",
      "type": "object"
    },
    "spec": {
      "description": "The workflow.",
      "type": "object"
    },
    "status": {
      "description": "Written by Argo.",
      "type": "object"
    }
  },
  "definitions": {
    "workflowSpec": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "entrypoint": {
          "description": "Template that the workflow begins with.",
          "type": "string",
          "x-reference": "template"
        },
        "arguments": {
          "description": "Parameters and artifacts of the workflow.",
          "$ref": "#/definitions/arguments"
        },
        "templates": {
          "description": "Templates: what can be run.",
          "type": "array",
          "items": {
            "$ref": "#/definitions/template"
          }
        },
        "onExit": {
          "description": "Template that runs at the end, whatever happened.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of the workflow's life.",
          "type": "object",
          "additionalProperties": {
            "$ref": "#/definitions/hook"
          }
        },
        "workflowTemplateRef": {
          "description": "WorkflowTemplate whose spec this is.",
          "$ref": "#/definitions/workflowTemplateRef"
        },
        "volumeClaimTemplates": {
          "description": "Volumes that live as long as the workflow.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "activeDeadlineSeconds": {
          "description": "Longest run time in seconds.",
          "type": [
            "integer",
            "string"
          ]
        },
        "affinity": {
          "description": "Nodes to run on.",
          "type": "object"
        },
        "archiveLogs": {
          "description": "Keeps logs as artifacts.",
          "type": "boolean"
        },
        "artifactGC": {
          "description": "When artifacts are deleted.",
          "$ref": "#/definitions/artifactGC"
        },
        "artifactRepositoryRef": {
          "description": "Where artifacts go.",
          "$ref": "#/definitions/artifactRepositoryRef"
        },
        "automountServiceAccountToken": {
          "description": "Mounts the token.",
          "type": "boolean"
        },
        "dnsConfig": {
          "description": "DNS.",
          "type": "object"
        },
        "dnsPolicy": {
          "description": "DNS policy.",
          "type": "string"
        },
        "executor": {
          "description": "Executor.",
          "$ref": "#/definitions/executor"
        },
        "hostAliases": {
          "description": "Host names.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "hostNetwork": {
          "description": "Uses the network of the node.",
          "type": "boolean"
        },
        "imagePullSecrets": {
          "description": "Secrets for registries.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "metrics": {
          "description": "Metrics for Prometheus.",
          "$ref": "#/definitions/metrics"
        },
        "nodeSelector": {
          "description": "Labels of nodes to run on.",
          "type": "object"
        },
        "parallelism": {
          "description": "Pods that run at once.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podDisruptionBudget": {
          "description": "Disruption budget.",
          "type": "object"
        },
        "podGC": {
          "description": "When pods are deleted.",
          "$ref": "#/definitions/podGC"
        },
        "podMetadata": {
          "description": "Labels and annotations of pods.",
          "$ref": "#/definitions/metadata"
        },
        "podPriority": {
          "description": "Of version 3.",
          "type": [
            "integer",
            "string"
          ],
          "deprecated": true,
          "x-instead": "podPriorityClassName"
        },
        "podPriorityClassName": {
          "description": "Priority class.",
          "type": "string"
        },
        "podSpecPatch": {
          "description": "Patch of pods.",
          "type": "string"
        },
        "priority": {
          "description": "Priority in the queue.",
          "type": [
            "integer",
            "string"
          ]
        },
        "retryStrategy": {
          "description": "When and how often it is tried again.",
          "$ref": "#/definitions/retryStrategy"
        },
        "schedulerName": {
          "description": "Scheduler.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "serviceAccountName": {
          "description": "Service account.",
          "type": "string"
        },
        "shutdown": {
          "description": "How it is being ended.",
          "type": "string"
        },
        "suspend": {
          "description": "True: waits to be resumed.",
          "type": "boolean"
        },
        "synchronization": {
          "description": "Locks.",
          "$ref": "#/definitions/synchronization"
        },
        "templateDefaults": {
          "description": "Values for every template.",
          "$ref": "#/definitions/templateDefaults"
        },
        "tolerations": {
          "description": "Taints that are tolerated.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "ttlStrategy": {
          "description": "When it is deleted after its end.",
          "$ref": "#/definitions/ttlStrategy"
        },
        "ttlSecondsAfterFinished": {
          "description": "Seconds until it is deleted.",
          "type": [
            "integer",
            "string"
          ],
          "deprecated": true,
          "x-instead": "ttlStrategy"
        },
        "volumeClaimGC": {
          "description": "When claims are deleted.",
          "$ref": "#/definitions/volumeClaimGC"
        },
        "volumes": {
          "description": "Volumes.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workflowMetadata": {
          "description": "Labels and annotations.",
          "$ref": "#/definitions/workflowMetadata"
        },
        "podResources": {
          "description": "CPU, memory and others of each pod as a whole.",
          "type": "object"
        },
        "resourceClaims": {
          "description": "Devices that pods claim.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "executorPlugins": {
          "description": "Plugins that run templates.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      },
      "additionalProperties": false
    },
    "cronSpec": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "schedules": {
          "description": "When it runs, as cron lines.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "schedule": {
          "description": "When it runs, as a cron line.",
          "type": "string",
          "deprecated": true,
          "x-instead": "schedules",
          "x-rename": "list"
        },
        "timezone": {
          "description": "Time zone of the schedule, such as Europe/Paris.",
          "type": "string"
        },
        "concurrencyPolicy": {
          "description": "What happens when the last one still runs.",
          "type": "string",
          "enum": [
            "Allow",
            "Forbid",
            "Replace"
          ]
        },
        "startingDeadlineSeconds": {
          "description": "How late it may start.",
          "type": [
            "integer",
            "string"
          ]
        },
        "successfulJobsHistoryLimit": {
          "description": "Finished workflows that are kept.",
          "type": [
            "integer",
            "string"
          ]
        },
        "failedJobsHistoryLimit": {
          "description": "Failed workflows that are kept.",
          "type": [
            "integer",
            "string"
          ]
        },
        "suspend": {
          "description": "True: no new one starts.",
          "type": "boolean"
        },
        "workflowSpec": {
          "description": "The workflow.",
          "$ref": "#/definitions/workflowSpec"
        },
        "workflowMetadata": {
          "description": "Labels and annotations.",
          "type": "object"
        },
        "stopStrategy": {
          "description": "When it stops for good.",
          "$ref": "#/definitions/stopStrategy"
        },
        "when": {
          "description": "Condition to run.",
          "type": "string"
        }
      },
      "additionalProperties": false,
      "required": [
        "workflowSpec"
      ]
    },
    "arguments": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "parameters": {
          "description": "Parameters.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/parameter"
          }
        },
        "artifacts": {
          "description": "Artifacts.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/artifact"
          }
        }
      },
      "additionalProperties": false
    },
    "parameter": {
      "type": "object",
      "required": [
        "name"
      ],
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the parameter.",
          "type": "string"
        },
        "value": {
          "description": "Its value."
        },
        "default": {
          "description": "Value when none is given."
        },
        "valueFrom": {
          "description": "Where the value comes from.",
          "$ref": "#/definitions/valueFrom"
        },
        "description": {
          "description": "What it is.",
          "type": "string"
        },
        "enum": {
          "description": "Values it may have.",
          "type": "array",
          "items": {}
        },
        "globalName": {
          "description": "Name under which the whole workflow knows it.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "artifact": {
      "type": "object",
      "required": [
        "name"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the artifact.",
          "type": "string"
        },
        "path": {
          "description": "Where it lies in the container.",
          "type": "string"
        },
        "from": {
          "description": "Artifact that it comes from, such as `{{tasks.a.outputs.artifacts.x}}`.",
          "type": "string"
        },
        "fromExpression": {
          "description": "Expression that gives the artifact.",
          "type": "string"
        },
        "subPath": {
          "description": "Path in the artifact it comes from.",
          "type": "string"
        },
        "optional": {
          "description": "True: it may be absent.",
          "type": "boolean"
        },
        "mode": {
          "description": "Mode of the file.",
          "type": [
            "integer",
            "string"
          ]
        },
        "recurseMode": {
          "description": "True: the mode is that of all files in it.",
          "type": "boolean"
        },
        "globalName": {
          "description": "Name for the whole workflow.",
          "type": "string"
        },
        "archive": {
          "description": "How it is packed: `none`, `tar` or `zip`.",
          "type": "object"
        },
        "artifactGC": {
          "description": "When it is deleted.",
          "$ref": "#/definitions/artifactGC"
        },
        "deleted": {
          "description": "Of a finished node; written by Argo.",
          "type": "boolean"
        },
        "s3": {
          "description": "Place in S3.",
          "type": "object"
        },
        "gcs": {
          "description": "Place in Google Cloud Storage.",
          "type": "object"
        },
        "azure": {
          "description": "Place in Azure Blob Storage.",
          "type": "object"
        },
        "oss": {
          "description": "Place in Alibaba Cloud OSS.",
          "type": "object"
        },
        "hdfs": {
          "description": "Place in HDFS.",
          "type": "object"
        },
        "git": {
          "description": "Place in git.",
          "type": "object"
        },
        "http": {
          "description": "Address.",
          "type": "object"
        },
        "artifactory": {
          "description": "Place in Artifactory.",
          "type": "object"
        },
        "raw": {
          "description": "Text written here.",
          "type": "object"
        },
        "plugin": {
          "description": "Place that a plugin knows.",
          "type": "object"
        },
        "archiveLogs": {
          "description": "True: logs are kept.",
          "type": "boolean"
        }
      }
    },
    "container": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "image": {
          "description": "Image with a tag or digest.",
          "type": "string"
        },
        "command": {
          "description": "Program and its first arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "args": {
          "description": "Arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "env": {
          "description": "Variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "lifecycle": {
          "description": "Hooks of the container.",
          "type": "object"
        },
        "livenessProbe": {
          "description": "Tells whether it lives.",
          "type": "object"
        },
        "readinessProbe": {
          "description": "Tells whether it is ready.",
          "type": "object"
        },
        "startupProbe": {
          "description": "Tells whether it has started.",
          "type": "object"
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "ports": {
          "description": "Ports.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": "object"
        },
        "resizePolicy": {
          "description": "What happens when resources change.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "restartPolicy": {
          "description": "Restart policy.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "stdin": {
          "description": "Keeps standard input open.",
          "type": "boolean"
        },
        "stdinOnce": {
          "description": "Closes it after the first client.",
          "type": "boolean"
        },
        "terminationMessagePath": {
          "description": "File of the last words.",
          "type": "string"
        },
        "terminationMessagePolicy": {
          "description": "How they are found.",
          "type": "string"
        },
        "tty": {
          "description": "Gives a terminal.",
          "type": "boolean"
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        },
        "restartPolicyRules": {
          "description": "When the container starts again.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      }
    },
    "script": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "image": {
          "description": "Image with a tag or digest.",
          "type": "string"
        },
        "command": {
          "description": "Program and its first arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "args": {
          "description": "Arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "env": {
          "description": "Variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "lifecycle": {
          "description": "Hooks of the container.",
          "type": "object"
        },
        "livenessProbe": {
          "description": "Tells whether it lives.",
          "type": "object"
        },
        "readinessProbe": {
          "description": "Tells whether it is ready.",
          "type": "object"
        },
        "startupProbe": {
          "description": "Tells whether it has started.",
          "type": "object"
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "ports": {
          "description": "Ports.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": "object"
        },
        "resizePolicy": {
          "description": "What happens when resources change.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "restartPolicy": {
          "description": "Restart policy.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "stdin": {
          "description": "Keeps standard input open.",
          "type": "boolean"
        },
        "stdinOnce": {
          "description": "Closes it after the first client.",
          "type": "boolean"
        },
        "terminationMessagePath": {
          "description": "File of the last words.",
          "type": "string"
        },
        "terminationMessagePolicy": {
          "description": "How they are found.",
          "type": "string"
        },
        "tty": {
          "description": "Gives a terminal.",
          "type": "boolean"
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        },
        "source": {
          "description": "The script.",
          "type": "string"
        },
        "restartPolicyRules": {
          "description": "When the container starts again.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      }
    },
    "step": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the step or task.",
          "type": "string"
        },
        "template": {
          "description": "Template that it runs.",
          "type": "string",
          "x-reference": "template"
        },
        "templateRef": {
          "description": "Template of a WorkflowTemplate.",
          "$ref": "#/definitions/templateRef"
        },
        "inline": {
          "description": "A template written here.",
          "$ref": "#/definitions/template"
        },
        "arguments": {
          "description": "Values of the template's inputs.",
          "$ref": "#/definitions/callArguments"
        },
        "withItems": {
          "description": "Runs once for each item.",
          "type": "array",
          "items": {}
        },
        "withParam": {
          "description": "Runs once for each item of a JSON list."
        },
        "withSequence": {
          "description": "Runs once for each number.",
          "$ref": "#/definitions/sequence"
        },
        "when": {
          "description": "Condition to run at all.",
          "type": "string"
        },
        "continueOn": {
          "description": "Goes on after a failure.",
          "$ref": "#/definitions/continueOn"
        },
        "onExit": {
          "description": "Template that runs when it ends.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of its life.",
          "type": "object",
          "additionalProperties": {
            "$ref": "#/definitions/hook"
          }
        }
      },
      "additionalProperties": false
    },
    "task": {
      "type": "object",
      "x-misspelt": true,
      "required": [
        "name"
      ],
      "properties": {
        "name": {
          "description": "Name of the step or task.",
          "type": "string"
        },
        "template": {
          "description": "Template that it runs.",
          "type": "string",
          "x-reference": "template"
        },
        "templateRef": {
          "description": "Template of a WorkflowTemplate.",
          "$ref": "#/definitions/templateRef"
        },
        "inline": {
          "description": "A template written here.",
          "$ref": "#/definitions/template"
        },
        "arguments": {
          "description": "Values of the template's inputs.",
          "$ref": "#/definitions/callArguments"
        },
        "withItems": {
          "description": "Runs once for each item.",
          "type": "array",
          "items": {}
        },
        "withParam": {
          "description": "Runs once for each item of a JSON list."
        },
        "withSequence": {
          "description": "Runs once for each number.",
          "$ref": "#/definitions/sequence"
        },
        "when": {
          "description": "Condition to run at all.",
          "type": "string"
        },
        "continueOn": {
          "description": "Goes on after a failure.",
          "$ref": "#/definitions/continueOn"
        },
        "onExit": {
          "description": "Template that runs when it ends.",
          "type": "string",
          "x-reference": "template"
        },
        "hooks": {
          "description": "Templates that run at moments of its life.",
          "type": "object",
          "additionalProperties": {
            "$ref": "#/definitions/hook"
          }
        },
        "dependencies": {
          "description": "Tasks that come first.",
          "type": "array",
          "items": {
            "type": "string",
            "x-reference": "task"
          }
        },
        "depends": {
          "description": "Tasks that come first, with their results: `A.Succeeded && B`.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "template": {
      "type": "object",
      "x-misspelt": true,
      "x-one-of": [
        "container",
        "containerSet",
        "script",
        "resource",
        "steps",
        "dag",
        "suspend",
        "http",
        "data",
        "plugin"
      ],
      "properties": {
        "name": {
          "description": "Name of the template.",
          "type": "string"
        },
        "inputs": {
          "description": "Parameters and artifacts that it takes.",
          "$ref": "#/definitions/inputs"
        },
        "outputs": {
          "description": "Parameters and artifacts that it gives.",
          "$ref": "#/definitions/outputs"
        },
        "container": {
          "description": "Runs a container.",
          "$ref": "#/definitions/container"
        },
        "containerSet": {
          "description": "Runs several containers in one pod.",
          "$ref": "#/definitions/containerSet"
        },
        "script": {
          "description": "Runs a script in a container.",
          "$ref": "#/definitions/script"
        },
        "resource": {
          "description": "Makes or changes a Kubernetes object.",
          "$ref": "#/definitions/resource"
        },
        "steps": {
          "description": "Groups of steps: the groups one after the other, the steps of a group at once.",
          "type": "array",
          "items": {
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/definitions/step"
                }
              },
              {
                "$ref": "#/definitions/step"
              }
            ]
          }
        },
        "dag": {
          "description": "Tasks with their dependencies.",
          "$ref": "#/definitions/dag"
        },
        "suspend": {
          "description": "Waits for a person or a time.",
          "$ref": "#/definitions/suspend"
        },
        "http": {
          "description": "Sends a request.",
          "$ref": "#/definitions/http"
        },
        "data": {
          "description": "Lists and filters artifacts.",
          "$ref": "#/definitions/data"
        },
        "plugin": {
          "description": "Runs a plugin.",
          "type": "object"
        },
        "activeDeadlineSeconds": {
          "description": "Longest run time in seconds.",
          "type": [
            "integer",
            "string"
          ]
        },
        "affinity": {
          "description": "Nodes to run on.",
          "type": "object"
        },
        "annotations": {
          "description": "Annotations.",
          "type": "object"
        },
        "archiveLocation": {
          "description": "Where artifacts and logs go.",
          "$ref": "#/definitions/archiveLocation"
        },
        "automountServiceAccountToken": {
          "description": "Mounts the token.",
          "type": "boolean"
        },
        "daemon": {
          "description": "True: it runs on beside the steps after it.",
          "type": "boolean"
        },
        "executor": {
          "description": "Executor.",
          "$ref": "#/definitions/executor"
        },
        "failFast": {
          "description": "Fails when one fails.",
          "type": "boolean"
        },
        "hostAliases": {
          "description": "Host names.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "initContainers": {
          "description": "Containers that run first.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "memoize": {
          "description": "Remembers results by a key.",
          "$ref": "#/definitions/memoize"
        },
        "metadata": {
          "description": "Labels and annotations of the pod.",
          "$ref": "#/definitions/metadata"
        },
        "metrics": {
          "description": "Metrics for Prometheus.",
          "$ref": "#/definitions/metrics"
        },
        "nodeSelector": {
          "description": "Labels of nodes to run on.",
          "type": "object"
        },
        "parallelism": {
          "description": "Children that run at once.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podSpecPatch": {
          "description": "Patch of the pod.",
          "type": "string"
        },
        "priority": {
          "description": "Priority.",
          "type": [
            "integer",
            "string"
          ]
        },
        "priorityClassName": {
          "description": "Priority class.",
          "type": "string"
        },
        "retryStrategy": {
          "description": "When and how often it is tried again.",
          "$ref": "#/definitions/retryStrategy"
        },
        "schedulerName": {
          "description": "Scheduler.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "serviceAccountName": {
          "description": "Service account.",
          "type": "string"
        },
        "sidecars": {
          "description": "Containers beside it.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "synchronization": {
          "description": "Locks.",
          "$ref": "#/definitions/synchronization"
        },
        "timeout": {
          "description": "Longest time, such as `10m`.",
          "type": "string"
        },
        "tolerations": {
          "description": "Taints that are tolerated.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumes": {
          "description": "Volumes.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resubmitPendingPods": {
          "description": "Of old versions.",
          "type": "boolean"
        },
        "pendingTimeout": {
          "description": "Longest wait for the pod to start.",
          "type": "string"
        },
        "podResources": {
          "description": "CPU, memory and others of the whole pod.",
          "type": "object"
        },
        "resourceClaims": {
          "description": "Devices that the pod claims.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "templateRef": {
          "description": "Of version 2; tasks and steps have it now.",
          "$ref": "#/definitions/templateRef",
          "deprecated": true
        },
        "template": {
          "description": "Of version 2; tasks and steps have it now.",
          "type": "string",
          "deprecated": true
        },
        "arguments": {
          "description": "Of version 2; tasks and steps have them now.",
          "$ref": "#/definitions/arguments",
          "deprecated": true
        }
      },
      "additionalProperties": false
    },
    "templateRef": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "WorkflowTemplate that is called.",
          "type": "string",
          "x-reference": "workflow template"
        },
        "template": {
          "description": "Template in it.",
          "type": "string",
          "x-reference": "shared template"
        },
        "clusterScope": {
          "description": "True: it is a ClusterWorkflowTemplate.",
          "type": "boolean"
        },
        "runtimeResolution": {
          "description": "Of old versions; without effect.",
          "type": "boolean",
          "deprecated": true
        }
      }
    },
    "workflowTemplateRef": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "WorkflowTemplate that the workflow is made of.",
          "type": "string",
          "x-reference": "workflow template"
        },
        "clusterScope": {
          "description": "True: it is a ClusterWorkflowTemplate.",
          "type": "boolean"
        }
      }
    },
    "metadata": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "annotations": {
          "description": "Annotations of the pod.",
          "type": "object"
        },
        "labels": {
          "description": "Labels of the pod.",
          "type": "object"
        }
      }
    },
    "workflowMetadata": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "annotations": {
          "description": "Annotations of the workflow.",
          "type": "object"
        },
        "labels": {
          "description": "Labels of the workflow.",
          "type": "object"
        },
        "labelsFrom": {
          "description": "Labels whose values are computed.",
          "type": "object"
        }
      }
    },
    "continueOn": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "error": {
          "description": "True: an error of this task does not stop the workflow.",
          "type": "boolean"
        },
        "failed": {
          "description": "True: a failure of this task does not stop the workflow.",
          "type": "boolean"
        }
      }
    },
    "sequence": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "count": {
          "description": "How many numbers.",
          "type": [
            "integer",
            "string"
          ]
        },
        "start": {
          "description": "First number; 0 when absent.",
          "type": [
            "integer",
            "string"
          ]
        },
        "end": {
          "description": "Last number, in place of a count.",
          "type": [
            "integer",
            "string"
          ]
        },
        "format": {
          "description": "Form of the numbers, as of printf.",
          "type": "string"
        }
      }
    },
    "hook": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "template": {
          "description": "Template that runs.",
          "type": "string",
          "x-reference": "template"
        },
        "templateRef": {
          "description": "Template of another object that runs.",
          "$ref": "#/definitions/templateRef"
        },
        "arguments": {
          "description": "What it is given.",
          "$ref": "#/definitions/callArguments"
        },
        "expression": {
          "description": "When it runs; hooks other than `exit` need it.",
          "type": "string"
        }
      }
    },
    "valueFrom": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "path": {
          "description": "File that holds the value.",
          "type": "string"
        },
        "parameter": {
          "description": "Parameter that holds it, such as `{{tasks.a.outputs.parameters.x}}`.",
          "type": "string"
        },
        "expression": {
          "description": "Expression that gives it.",
          "type": "string"
        },
        "jsonPath": {
          "description": "Place in a resource (JSON path).",
          "type": "string"
        },
        "jqFilter": {
          "description": "Place in a resource (jq).",
          "type": "string"
        },
        "configMapKeyRef": {
          "description": "Key of a config map.",
          "type": "object"
        },
        "supplied": {
          "description": "It is given while the workflow waits.",
          "type": [
            "object",
            "null"
          ]
        },
        "event": {
          "description": "Place in an event.",
          "type": "string"
        },
        "default": {
          "description": "Value when there is none."
        }
      }
    },
    "inputs": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "parameters": {
          "description": "Values that the template takes.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/parameter"
          }
        },
        "artifacts": {
          "description": "Files that the template takes.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/artifact"
          }
        }
      }
    },
    "outputs": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "parameters": {
          "description": "Values that the template gives.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/parameter"
          }
        },
        "artifacts": {
          "description": "Files that the template gives.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/artifact"
          }
        },
        "result": {
          "description": "Of a finished node; written by Argo.",
          "type": "string"
        },
        "exitCode": {
          "description": "Of a finished node; written by Argo.",
          "type": "string"
        }
      }
    },
    "dag": {
      "type": "object",
      "required": [
        "tasks"
      ],
      "additionalProperties": false,
      "properties": {
        "tasks": {
          "description": "Tasks with what they wait for.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/task"
          }
        },
        "target": {
          "description": "Tasks that have to run, with blanks between them; all when absent.",
          "type": "string"
        },
        "failFast": {
          "description": "False: other branches go on when a task has failed.",
          "type": "boolean"
        }
      }
    },
    "suspend": {
      "type": [
        "object",
        "null"
      ],
      "additionalProperties": false,
      "properties": {
        "duration": {
          "description": "How long it waits; until somebody resumes it when absent.",
          "type": [
            "integer",
            "string"
          ]
        }
      }
    },
    "resource": {
      "type": "object",
      "required": [
        "action"
      ],
      "additionalProperties": false,
      "properties": {
        "action": {
          "description": "What is done with the resource.",
          "type": "string",
          "enum": [
            "get",
            "create",
            "apply",
            "delete",
            "replace",
            "patch"
          ]
        },
        "manifest": {
          "description": "Resource as YAML.",
          "type": "string"
        },
        "manifestFrom": {
          "description": "Artifact that holds the resource.",
          "type": "object"
        },
        "mergeStrategy": {
          "description": "Way to patch: `strategic`, `merge` or `json`.",
          "type": "string"
        },
        "setOwnerReference": {
          "description": "True: the resource goes when the workflow goes.",
          "type": "boolean"
        },
        "successCondition": {
          "description": "When the step has succeeded.",
          "type": "string"
        },
        "failureCondition": {
          "description": "When the step has failed.",
          "type": "string"
        },
        "flags": {
          "description": "More words for kubectl.",
          "type": "array",
          "items": {
            "type": "string"
          }
        }
      }
    },
    "http": {
      "type": "object",
      "required": [
        "url"
      ],
      "additionalProperties": false,
      "properties": {
        "url": {
          "description": "Address.",
          "type": "string"
        },
        "method": {
          "description": "Method; GET when absent.",
          "type": "string"
        },
        "headers": {
          "description": "Headers.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "body": {
          "description": "Body.",
          "type": "string"
        },
        "bodyFrom": {
          "description": "Where the body comes from.",
          "type": "object"
        },
        "timeoutSeconds": {
          "description": "Longest wait.",
          "type": [
            "integer",
            "string"
          ]
        },
        "successCondition": {
          "description": "When the answer is good.",
          "type": "string"
        },
        "insecureSkipVerify": {
          "description": "True: certificates are not checked.",
          "type": "boolean"
        }
      }
    },
    "data": {
      "type": "object",
      "required": [
        "source",
        "transformation"
      ],
      "additionalProperties": false,
      "properties": {
        "source": {
          "description": "Where the list of files comes from.",
          "type": "object"
        },
        "transformation": {
          "description": "Expressions that change it.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      }
    },
    "containerNode": {
      "type": "object",
      "properties": {
        "dependencies": {
          "description": "Containers that end first.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "image": {
          "description": "Image with a tag or digest.",
          "type": "string"
        },
        "command": {
          "description": "Program and its first arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "args": {
          "description": "Arguments.",
          "type": "array",
          "items": {
            "type": "string"
          }
        },
        "env": {
          "description": "Variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "envFrom": {
          "description": "Sources of variables.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "imagePullPolicy": {
          "description": "When the image is pulled.",
          "type": "string",
          "enum": [
            "Always",
            "IfNotPresent",
            "Never"
          ]
        },
        "lifecycle": {
          "description": "Hooks of the container.",
          "type": "object"
        },
        "livenessProbe": {
          "description": "Tells whether it lives.",
          "type": "object"
        },
        "readinessProbe": {
          "description": "Tells whether it is ready.",
          "type": "object"
        },
        "startupProbe": {
          "description": "Tells whether it has started.",
          "type": "object"
        },
        "name": {
          "description": "Name of the container.",
          "type": "string"
        },
        "ports": {
          "description": "Ports.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resources": {
          "description": "CPU, memory and GPUs that are asked for, and their limits.",
          "type": "object"
        },
        "resizePolicy": {
          "description": "What happens when resources change.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "restartPolicy": {
          "description": "Restart policy.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "stdin": {
          "description": "Keeps standard input open.",
          "type": "boolean"
        },
        "stdinOnce": {
          "description": "Closes it after the first client.",
          "type": "boolean"
        },
        "terminationMessagePath": {
          "description": "File of the last words.",
          "type": "string"
        },
        "terminationMessagePolicy": {
          "description": "How they are found.",
          "type": "string"
        },
        "tty": {
          "description": "Gives a terminal.",
          "type": "boolean"
        },
        "volumeDevices": {
          "description": "Block devices.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumeMounts": {
          "description": "Volumes and where they appear.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "workingDir": {
          "description": "Working folder.",
          "type": "string"
        },
        "restartPolicyRules": {
          "description": "When the container starts again.",
          "type": "array",
          "items": {
            "type": "object"
          }
        }
      },
      "required": [
        "name"
      ],
      "x-misspelt": true
    },
    "containerSet": {
      "type": "object",
      "required": [
        "containers"
      ],
      "additionalProperties": false,
      "properties": {
        "containers": {
          "description": "Containers of one pod.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/containerNode"
          }
        },
        "volumeMounts": {
          "description": "Volumes of all containers.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "retryStrategy": {
          "description": "When containers run again.",
          "$ref": "#/definitions/containerSetRetry"
        }
      }
    },
    "containerSetRetry": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "duration": {
          "description": "Wait between tries.",
          "type": "string"
        },
        "retries": {
          "description": "How many tries.",
          "type": [
            "integer",
            "string"
          ]
        }
      }
    },
    "retryStrategy": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "limit": {
          "description": "How often it is tried again.",
          "type": [
            "integer",
            "string"
          ]
        },
        "retryPolicy": {
          "description": "What is tried again.",
          "type": "string",
          "enum": [
            "Always",
            "OnFailure",
            "OnError",
            "OnTransientError"
          ]
        },
        "backoff": {
          "description": "Waits between tries.",
          "$ref": "#/definitions/backoff"
        },
        "affinity": {
          "description": "Where it is tried again.",
          "type": "object"
        },
        "expression": {
          "description": "When it is tried again.",
          "type": "string"
        }
      }
    },
    "backoff": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "duration": {
          "description": "First wait.",
          "type": [
            "integer",
            "string"
          ]
        },
        "factor": {
          "description": "What the wait is multiplied with.",
          "type": [
            "number",
            "string"
          ]
        },
        "maxDuration": {
          "description": "Longest time of all tries.",
          "type": [
            "integer",
            "string"
          ]
        },
        "cap": {
          "description": "Longest wait.",
          "type": [
            "integer",
            "string"
          ]
        }
      }
    },
    "memoize": {
      "type": "object",
      "required": [
        "key",
        "cache"
      ],
      "additionalProperties": false,
      "properties": {
        "key": {
          "description": "What results are kept under.",
          "type": "string"
        },
        "cache": {
          "description": "Config map that keeps them.",
          "type": "object"
        },
        "maxAge": {
          "description": "How old a kept result may be.",
          "type": "string"
        }
      }
    },
    "synchronization": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "mutexes": {
          "description": "Locks that one at a time holds.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/mutex"
          }
        },
        "semaphores": {
          "description": "Locks that a number at a time hold.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "mutex": {
          "description": "Of version 3.",
          "type": "object",
          "deprecated": true,
          "x-instead": "mutexes"
        },
        "semaphore": {
          "description": "Of version 3.",
          "type": "object",
          "deprecated": true,
          "x-instead": "semaphores"
        }
      }
    },
    "mutex": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the lock.",
          "type": "string"
        },
        "namespace": {
          "description": "Namespace of the lock.",
          "type": "string"
        },
        "database": {
          "description": "True: the lock lies in a database.",
          "type": "boolean"
        }
      }
    },
    "metrics": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "prometheus": {
          "description": "Metrics that are told to Prometheus.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/prometheus"
          }
        }
      }
    },
    "prometheus": {
      "type": "object",
      "required": [
        "name",
        "help"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the metric.",
          "type": "string"
        },
        "help": {
          "description": "What it measures.",
          "type": "string"
        },
        "labels": {
          "description": "Labels with values.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "when": {
          "description": "When it is told.",
          "type": "string"
        },
        "counter": {
          "description": "A count.",
          "type": "object"
        },
        "gauge": {
          "description": "A value.",
          "type": "object"
        },
        "histogram": {
          "description": "A distribution.",
          "type": "object"
        }
      }
    },
    "podGC": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "strategy": {
          "description": "When pods are deleted.",
          "type": "string",
          "enum": [
            "OnPodCompletion",
            "OnPodSuccess",
            "OnWorkflowCompletion",
            "OnWorkflowSuccess",
            ""
          ]
        },
        "labelSelector": {
          "description": "Which pods are deleted.",
          "type": "object"
        },
        "deleteDelayDuration": {
          "description": "How long they stay.",
          "type": "string"
        }
      }
    },
    "artifactGC": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "strategy": {
          "description": "When artifacts are deleted.",
          "type": "string",
          "enum": [
            "OnWorkflowCompletion",
            "OnWorkflowDeletion",
            "Never"
          ]
        },
        "serviceAccountName": {
          "description": "Account that deletes them.",
          "type": "string"
        },
        "podMetadata": {
          "description": "Labels and annotations of the pod that deletes.",
          "$ref": "#/definitions/metadata"
        },
        "podSpecPatch": {
          "description": "Change of the pod that deletes.",
          "type": "string"
        },
        "forceFinalizerRemoval": {
          "description": "True: the workflow goes even when artifacts could not be deleted.",
          "type": "boolean"
        }
      }
    },
    "ttlStrategy": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "secondsAfterCompletion": {
          "description": "How long a finished workflow stays.",
          "type": [
            "integer",
            "string"
          ]
        },
        "secondsAfterSuccess": {
          "description": "How long a good one stays.",
          "type": [
            "integer",
            "string"
          ]
        },
        "secondsAfterFailure": {
          "description": "How long a failed one stays.",
          "type": [
            "integer",
            "string"
          ]
        }
      }
    },
    "volumeClaimGC": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "strategy": {
          "description": "When claims are deleted.",
          "type": "string",
          "enum": [
            "OnWorkflowCompletion",
            "OnWorkflowSuccess"
          ]
        }
      }
    },
    "artifactRepositoryRef": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "configMap": {
          "description": "Config map with repositories.",
          "type": "string"
        },
        "key": {
          "description": "Which of them.",
          "type": "string"
        }
      }
    },
    "executor": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "serviceAccountName": {
          "description": "Account of the executor.",
          "type": "string"
        }
      }
    },
    "stopStrategy": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "expression": {
          "description": "When no more workflows are started.",
          "type": "string"
        },
        "condition": {
          "description": "Of version 3.5.",
          "type": "string",
          "deprecated": true,
          "x-instead": "expression"
        }
      }
    },
    "archiveLocation": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "s3": {
          "description": "Place in S3.",
          "type": "object"
        },
        "gcs": {
          "description": "Place in Google Cloud Storage.",
          "type": "object"
        },
        "azure": {
          "description": "Place in Azure Blob Storage.",
          "type": "object"
        },
        "oss": {
          "description": "Place in Alibaba Cloud OSS.",
          "type": "object"
        },
        "hdfs": {
          "description": "Place in HDFS.",
          "type": "object"
        },
        "git": {
          "description": "Place in git.",
          "type": "object"
        },
        "http": {
          "description": "Address.",
          "type": "object"
        },
        "artifactory": {
          "description": "Place in Artifactory.",
          "type": "object"
        },
        "raw": {
          "description": "Text written here.",
          "type": "object"
        },
        "plugin": {
          "description": "Place that a plugin knows.",
          "type": "object"
        },
        "archiveLogs": {
          "description": "True: logs are kept.",
          "type": "boolean"
        }
      }
    },
    "argumentParameter": {
      "type": "object",
      "required": [
        "name"
      ],
      "x-misspelt": true,
      "properties": {
        "name": {
          "description": "Name of the parameter.",
          "type": "string",
          "x-reference": "argument"
        },
        "value": {
          "description": "Its value."
        },
        "default": {
          "description": "Value when none is given."
        },
        "valueFrom": {
          "description": "Where the value comes from.",
          "$ref": "#/definitions/valueFrom"
        },
        "description": {
          "description": "What it is.",
          "type": "string"
        },
        "enum": {
          "description": "Values it may have.",
          "type": "array",
          "items": {}
        },
        "globalName": {
          "description": "Name under which the whole workflow knows it.",
          "type": "string"
        }
      },
      "additionalProperties": false
    },
    "callArguments": {
      "type": "object",
      "x-misspelt": true,
      "properties": {
        "parameters": {
          "description": "Parameters.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/argumentParameter"
          }
        },
        "artifacts": {
          "description": "Artifacts.",
          "type": [
            "array",
            "null"
          ],
          "items": {
            "$ref": "#/definitions/argumentArtifact"
          }
        }
      },
      "additionalProperties": false
    },
    "argumentArtifact": {
      "type": "object",
      "required": [
        "name"
      ],
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the artifact.",
          "type": "string",
          "x-reference": "argument"
        },
        "path": {
          "description": "Where it lies in the container.",
          "type": "string"
        },
        "from": {
          "description": "Artifact that it comes from, such as `{{tasks.a.outputs.artifacts.x}}`.",
          "type": "string"
        },
        "fromExpression": {
          "description": "Expression that gives the artifact.",
          "type": "string"
        },
        "subPath": {
          "description": "Path in the artifact it comes from.",
          "type": "string"
        },
        "optional": {
          "description": "True: it may be absent.",
          "type": "boolean"
        },
        "mode": {
          "description": "Mode of the file.",
          "type": [
            "integer",
            "string"
          ]
        },
        "recurseMode": {
          "description": "True: the mode is that of all files in it.",
          "type": "boolean"
        },
        "globalName": {
          "description": "Name for the whole workflow.",
          "type": "string"
        },
        "archive": {
          "description": "How it is packed: `none`, `tar` or `zip`.",
          "type": "object"
        },
        "artifactGC": {
          "description": "When it is deleted.",
          "$ref": "#/definitions/artifactGC"
        },
        "deleted": {
          "description": "Of a finished node; written by Argo.",
          "type": "boolean"
        },
        "s3": {
          "description": "Place in S3.",
          "type": "object"
        },
        "gcs": {
          "description": "Place in Google Cloud Storage.",
          "type": "object"
        },
        "azure": {
          "description": "Place in Azure Blob Storage.",
          "type": "object"
        },
        "oss": {
          "description": "Place in Alibaba Cloud OSS.",
          "type": "object"
        },
        "hdfs": {
          "description": "Place in HDFS.",
          "type": "object"
        },
        "git": {
          "description": "Place in git.",
          "type": "object"
        },
        "http": {
          "description": "Address.",
          "type": "object"
        },
        "artifactory": {
          "description": "Place in Artifactory.",
          "type": "object"
        },
        "raw": {
          "description": "Text written here.",
          "type": "object"
        },
        "plugin": {
          "description": "Place that a plugin knows.",
          "type": "object"
        },
        "archiveLogs": {
          "description": "True: logs are kept.",
          "type": "boolean"
        }
      }
    },
    "templateDefaults": {
      "type": "object",
      "additionalProperties": false,
      "properties": {
        "name": {
          "description": "Name of the template.",
          "type": "string"
        },
        "inputs": {
          "description": "Parameters and artifacts that it takes.",
          "$ref": "#/definitions/inputs"
        },
        "outputs": {
          "description": "Parameters and artifacts that it gives.",
          "$ref": "#/definitions/outputs"
        },
        "container": {
          "description": "Runs a container.",
          "type": "object"
        },
        "containerSet": {
          "description": "Runs several containers in one pod.",
          "$ref": "#/definitions/containerSet"
        },
        "script": {
          "description": "Runs a script in a container.",
          "type": "object"
        },
        "resource": {
          "description": "Makes or changes a Kubernetes object.",
          "$ref": "#/definitions/resource"
        },
        "steps": {
          "description": "Groups of steps: the groups one after the other, the steps of a group at once.",
          "type": "array",
          "items": {
            "anyOf": [
              {
                "type": "array",
                "items": {
                  "$ref": "#/definitions/step"
                }
              },
              {
                "$ref": "#/definitions/step"
              }
            ]
          }
        },
        "dag": {
          "description": "Tasks with their dependencies.",
          "$ref": "#/definitions/dag"
        },
        "suspend": {
          "description": "Waits for a person or a time.",
          "$ref": "#/definitions/suspend"
        },
        "http": {
          "description": "Sends a request.",
          "$ref": "#/definitions/http"
        },
        "data": {
          "description": "Lists and filters artifacts.",
          "$ref": "#/definitions/data"
        },
        "plugin": {
          "description": "Runs a plugin.",
          "type": "object"
        },
        "activeDeadlineSeconds": {
          "description": "Longest run time in seconds.",
          "type": [
            "integer",
            "string"
          ]
        },
        "affinity": {
          "description": "Nodes to run on.",
          "type": "object"
        },
        "annotations": {
          "description": "Annotations.",
          "type": "object"
        },
        "archiveLocation": {
          "description": "Where artifacts and logs go.",
          "$ref": "#/definitions/archiveLocation"
        },
        "automountServiceAccountToken": {
          "description": "Mounts the token.",
          "type": "boolean"
        },
        "daemon": {
          "description": "True: it runs on beside the steps after it.",
          "type": "boolean"
        },
        "executor": {
          "description": "Executor.",
          "$ref": "#/definitions/executor"
        },
        "failFast": {
          "description": "Fails when one fails.",
          "type": "boolean"
        },
        "hostAliases": {
          "description": "Host names.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "initContainers": {
          "description": "Containers that run first.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "memoize": {
          "description": "Remembers results by a key.",
          "$ref": "#/definitions/memoize"
        },
        "metadata": {
          "description": "Labels and annotations of the pod.",
          "$ref": "#/definitions/metadata"
        },
        "metrics": {
          "description": "Metrics for Prometheus.",
          "$ref": "#/definitions/metrics"
        },
        "nodeSelector": {
          "description": "Labels of nodes to run on.",
          "type": "object"
        },
        "parallelism": {
          "description": "Children that run at once.",
          "type": [
            "integer",
            "string"
          ]
        },
        "podSpecPatch": {
          "description": "Patch of the pod.",
          "type": "string"
        },
        "priority": {
          "description": "Priority.",
          "type": [
            "integer",
            "string"
          ]
        },
        "priorityClassName": {
          "description": "Priority class.",
          "type": "string"
        },
        "retryStrategy": {
          "description": "When and how often it is tried again.",
          "$ref": "#/definitions/retryStrategy"
        },
        "schedulerName": {
          "description": "Scheduler.",
          "type": "string"
        },
        "securityContext": {
          "description": "User, groups and rights.",
          "type": "object"
        },
        "serviceAccountName": {
          "description": "Service account.",
          "type": "string"
        },
        "sidecars": {
          "description": "Containers beside it.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "synchronization": {
          "description": "Locks.",
          "$ref": "#/definitions/synchronization"
        },
        "timeout": {
          "description": "Longest time, such as `10m`.",
          "type": "string"
        },
        "tolerations": {
          "description": "Taints that are tolerated.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "volumes": {
          "description": "Volumes.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "resubmitPendingPods": {
          "description": "Of old versions.",
          "type": "boolean"
        },
        "pendingTimeout": {
          "description": "Longest wait for the pod to start.",
          "type": "string"
        },
        "podResources": {
          "description": "CPU, memory and others of the whole pod.",
          "type": "object"
        },
        "resourceClaims": {
          "description": "Devices that the pod claims.",
          "type": "array",
          "items": {
            "type": "object"
          }
        },
        "templateRef": {
          "description": "Of version 2; tasks and steps have it now.",
          "$ref": "#/definitions/templateRef",
          "deprecated": true
        },
        "template": {
          "description": "Of version 2; tasks and steps have it now.",
          "type": "string",
          "deprecated": true
        },
        "arguments": {
          "description": "Of version 2; tasks and steps have them now.",
          "$ref": "#/definitions/arguments",
          "deprecated": true
        }
      }
    }
  },
  "additionalProperties": false
};
